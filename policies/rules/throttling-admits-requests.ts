import { isKind } from "../graph/graph";
import { limitsNeeded, methodLimits, stageLimits, zeroLimit } from "../graph/throttling";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** It has no hop: the trace reads the limits of its own route, because one route's limit does not stop the others. */
export const throttlingAdmitsRequests = resourceRule({
  id: "throttling-admits-requests",
  displayName: "Throttling limits admit requests",
  description:
    "Route settings of a stage set both throttling limits, because a missing limit becomes 0 and every request gets 429.",
  severity: "critical",
  remediation:
    "Set throttlingBurstLimit and throttlingRateLimit to more than 0 beside the other settings, or remove the settings.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
  tags: ["wiring", "http-api", "rest-api"],
  kinds: ["httpStage", "webSocketStage", "restMethodSettings"],
  none: "the stack has no stage of an HTTP or WebSocket API, and no method settings",
  judge: (_, resource) => {
    const all = isKind(resource, "restMethodSettings") ? [methodLimits(resource)] : stageLimits(resource);
    return all.flatMap((limits) => {
      if (limits.kind === "unknown") return [undetermined(resource, limitsNeeded(limits))];
      return limits.kind === "zero" ? [violation(resource, zeroLimit(limits))] : [];
    });
  },
});
