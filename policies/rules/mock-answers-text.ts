import { apiOf } from "../graph/apis";
import { labelOf } from "../graph/label";
import { resourceOf } from "../graph/references";
import { known, readString, readStrings } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** Media types that contain `application/json`, in which the request template of a mock integration is written. */
const takesJson = (type: string) => /^(\*\/\*|application\/(\*|json))$/.test(type.trim().toLowerCase());

/**
 * API Gateway takes the request of a mock integration as binary, and cannot apply the template with the status code.
 * Sources: https://github.com/aws/serverless-application-model/issues/553, https://github.com/aws/chalice/issues/1310
 */
export const mockAnswersText = resourceRule({
  id: "mock-answers-text",
  displayName: "Mock integrations work beside binary media types",
  description:
    "A mock integration of a REST API that takes all media types as binary converts requests to text, without which every request gets 500.",
  severity: "critical",
  remediation: "Set contentHandling of the mock integration to CONVERT_TO_TEXT.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html",
  tags: ["wiring", "rest-api"],
  hop: "integration",
  kinds: ["restIntegration"],
  about: (_, integration) => known(readString(integration, "type")) === "MOCK",
  none: "the stack has no mock integration",
  judge: (graph, integration) => {
    if (readString(integration, "contentHandling").kind !== "absent") return [];
    const api = resourceOf(apiOf(graph, integration));
    if (api === undefined)
      return [undetermined(integration, `the binary media types of the API of ${labelOf(integration)}`)];
    const types = readStrings(api, "binaryMediaTypes");
    if (types.kind === "unknown") return [undetermined(integration, `binaryMediaTypes of ${labelOf(api)}`)];
    const binary = (known(types) ?? []).find(takesJson);
    if (binary === undefined) return [];
    const wrong = `${labelOf(integration)} is a mock without contentHandling, but ${labelOf(api)} takes ${binary} as binary`;
    return [violation(integration, wrong)];
  },
});
