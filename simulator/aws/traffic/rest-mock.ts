import type { Properties } from "../../values";
import type { DeployedIntegration, Existing } from "../existing";
import { list } from "../existing";
import type { Outcome } from "./outcome";
import { answer } from "./outcome";
import { gatewayAnswer, headersOf } from "./rest-answers";
import type { Request } from "./types";

const text = (inputs: Properties, key: string): string => {
  const found = inputs[key];
  return typeof found === "string" ? found : "";
};

/**
 * The status that the template of a mock names; undefined if API Gateway cannot read it. An API with `binaryMediaTypes`
 * for all types takes the body for binary data, which no template reads, unless it is converted.
 * Source: https://github.com/aws/serverless-application-model/issues/553
 */
function statusOf({ inputs }: DeployedIntegration, api: Existing): string | undefined {
  const isBinary = list(api, "binaryMediaTypes").includes("*/*");
  if (isBinary && inputs["contentHandling"] !== "CONVERT_TO_TEXT") return undefined;
  const templates = (inputs["requestTemplates"] ?? {}) as Readonly<Record<string, string>>;
  return /"?statusCode"?\s*:\s*(\d{3})/.exec(templates["application/json"] ?? "")?.[1];
}

/** The integration response whose pattern matches the status, otherwise the one without a pattern. */
function responseTo(status: string, responses: readonly Properties[]): Properties | undefined {
  const patternOf = (response: Properties) => text(response, "selectionPattern");
  return (
    responses.find((one) => patternOf(one) !== "" && new RegExp(`^(?:${patternOf(one)})$`).test(status)) ??
    responses.find((one) => patternOf(one) === "")
  );
}

/**
 * The answer of a mock integration: the status and the headers of its integration response. Its method response declares
 * them: AWS takes no others.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function toMock(api: Existing, integration: DeployedIntegration, request: Request): Outcome {
  const { urn, integrationResponses, methodResponses } = integration;
  const broken = (why: string) => gatewayAnswer("API_CONFIGURATION_ERROR", "integration", urn, why);
  const status = statusOf(integration, api);
  if (status === undefined) return broken("Unable to transform request");
  const response = responseTo(status, integrationResponses);
  if (response === undefined) return broken(`no integration response for status ${status}`);
  const code = text(response, "statusCode");
  if (!methodResponses.some((one) => text(one, "statusCode") === code))
    return broken(`no method response for status ${code}`);
  const headers = headersOf(response["responseParameters"], "method.response.header.", request);
  return { ...answer(Number(code), "integration", urn, "the mock integration answers"), headers };
}
