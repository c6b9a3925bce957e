import { labelOf } from "../graph/label";
import { isSet } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

export const stageHasAccessLogs = resourceRule({
  id: "stage-has-access-logs",
  displayName: "Stages write access logs",
  description: "A stage writes an access log, which shows who called the API and what was answered.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Set accessLogSettings with destinationArn and format.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html",
  tags: ["safety", "http-api", "rest-api"],
  kinds: ["httpStage", "restStage", "webSocketStage"],
  none: "the stack has no stage",
  judge: (_, stage) =>
    isSet(stage, "accessLogSettings") ? [] : [violation(stage, `${labelOf(stage)} writes no access log`)],
});
