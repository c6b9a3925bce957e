import { isKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { isSet, known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

const at = "accessLogSettings";

/**
 * The format names the request, and is one line. Its length is not judged: AWS's sources disagree on the limit.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html,
 * https://github.com/ministryofjustice/cloud-platform-environments/pull/12962 (the error for several lines)
 */
function judgeFormat(stage: Resource): readonly Finding[] {
  const format = readString(stage, `${at}.format`);
  if (format.kind === "unknown") return [undetermined(stage, `the format of the access log of ${labelOf(stage)}`)];
  const text = known(format) ?? "";
  const fault = `the access log format of ${labelOf(stage)}`;
  if (!/\$context\.(requestId|extendedRequestId)\b/.test(text))
    return [violation(stage, `${fault} has no $context.requestId`, "Add $context.requestId to the format.")];
  return /[\r\n]./.test(text) ? [violation(stage, `${fault} has several lines`, "Write the format in one line.")] : [];
}

/** Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html and set-up-access-logging.html */
function judgeDestination(stage: Resource): readonly Finding[] {
  const arn = known(readString(stage, `${at}.destinationArn`));
  if (arn === undefined || /^arn:[\w-]+:logs:[^:]*:[^:]*:log-group:/.test(arn)) return [];
  const wrong = `${labelOf(stage)} sends its access log to ${arn}`;
  if (!isKind(stage, "restStage"))
    return [violation(stage, wrong, "Set destinationArn to the ARN of a log group of CloudWatch Logs.")];
  return /:firehose:[^:]*:[^:]*:deliverystream\/amazon-apigateway-/.test(arn)
    ? []
    : [
        violation(
          stage,
          wrong,
          "Set destinationArn to the ARN of a log group, or of a Firehose stream whose name begins with amazon-apigateway-.",
        ),
      ];
}

export const accessLogAccepted = resourceRule({
  id: "access-log-accepted",
  displayName: "API Gateway accepts the access log",
  description:
    "An access log has a format of one line with $context.requestId, and goes to a log group (REST APIs: also to a Firehose stream with the prefix amazon-apigateway-); AWS rejects the stage otherwise.",
  remediation: "Change the setting named in the finding.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "stage",
  kinds: ["httpStage", "restStage", "webSocketStage"],
  about: (_, stage) => isSet(stage, at),
  none: "no stage of the stack writes an access log",
  judge: (_, stage) => [...judgeFormat(stage), ...judgeDestination(stage)],
});
