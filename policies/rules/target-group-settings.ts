import type { Resource } from "../graph/resource";
import { isSet, known, readNumber, readString, readUpper } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/**
 * Ranges of health check values.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
const ranges = {
  interval: [5, 300],
  timeout: [2, 120],
  healthyThreshold: [2, 10],
  unhealthyThreshold: [2, 10],
} as const satisfies Record<string, readonly [number, number]>;
const byHttp = ["HTTP", "HTTPS"];

function healthCheckFaults(group: Resource): readonly string[] {
  const number = (name: string) => known(readNumber(group, `healthCheck.${name}`));
  const outside = Object.entries(ranges).flatMap(([name, [least, most]]) => {
    const value = number(name);
    return value !== undefined && (value < least || value > most)
      ? [`its health check has ${name} ${value}, and AWS allows ${least} to ${most}`]
      : [];
  });
  const [interval, timeout] = [number("interval") ?? 30, number("timeout")];
  const http = byHttp.includes(known(readUpper(group, "protocol")) ?? "");
  const slow = timeout !== undefined && (http ? timeout >= interval : timeout > interval);
  const checkedBy = known(readUpper(group, "healthCheck.protocol"));
  const ignored = ["path", "matcher"].filter((name) => isSet(group, `healthCheck.${name}`));
  return [
    ...outside,
    ...(slow ? [`its health check has timeout ${timeout}, and its interval is only ${interval}`] : []),
    ...(checkedBy === "TCP" && ignored.length > 0 ? [`its TCP health check has ${ignored.join(" and ")}`] : []),
  ];
}

function faultsOf(group: Resource): readonly string[] {
  const protocol = known(readUpper(group, "protocol"));
  const lambda = known(readString(group, "targetType")) === "lambda";
  const missing = ["port", "protocol", "vpcId"].filter((name) => !isSet(group, name));
  const cookie = /^(lb|app)_cookie$/.test(known(readString(group, "stickiness.type")) ?? "");
  const isSticky = known(readString(group, "stickiness.enabled")) !== "false";
  const slowStart = known(readNumber(group, "slowStart")) ?? 0;
  const delay = known(readNumber(group, "deregistrationDelay")) ?? 0;
  return [
    ...(lambda || missing.length === 0 ? [] : [`it has no ${missing.join(" and no ")}`]),
    ...(cookie && isSticky && protocol !== undefined && !byHttp.includes(protocol)
      ? [`its stickiness by cookie needs HTTP or HTTPS, and it uses ${protocol}`]
      : []),
    ...(slowStart !== 0 && (slowStart < 30 || slowStart > 900)
      ? [`slowStart is ${slowStart}, and AWS allows 0 or 30 to 900`]
      : []),
    ...(delay < 0 || delay > 3600 ? [`deregistrationDelay is ${delay}, and AWS allows 0 to 3600`] : []),
    ...healthCheckFaults(group),
  ];
}

export const targetGroupSettings = resourceRule({
  id: "target-group-settings",
  displayName: "ELB accepts the target group's settings",
  description:
    "The settings of a target group and its health check are in the ranges that Elastic Load Balancing accepts.",
  remediation: "Change the setting named in the finding.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
  tags: ["wiring", "balancer"],
  hop: "target group",
  kinds: ["targetGroup"],
  none: "the stack has no target group",
  judge: (_, group) => {
    const faults = faultsOf(group);
    return faults.length === 0
      ? []
      : [violation(group, `Elastic Load Balancing rejects target group ${group.name}: ${faults.join("; ")}`)];
  },
});
