import { row } from "./row";
import type { Row } from "./row";
import {
  alb,
  albArn,
  albTarget,
  arnOf,
  listener,
  network,
  nlb,
  nlbBefore,
  resource,
  rule,
  service,
  several,
  targetGroup,
} from "./stacks";

const conditions = (values: readonly string[]) => ({ conditions: [{ pathPattern: { values } }] });
const paths = (count: number, text: string) => Array.from({ length: count }, (_, index) => `${text}${index}`);

/** Quotas of one load balancer. */
export const balancerRows: readonly Row[] = [
  row(
    "listeners of an ALB",
    "listeners-per-alb-quota",
    "elb.listenersPerAlb",
    3,
    (n) => [alb("web"), nlb("other"), ...several("lb/listener:Listener", n, { loadBalancerArn: arnOf("web") })],
    { what: "listeners on ALB web", at: "web" },
  ),
  row(
    "listeners of an NLB outside the stack",
    "listeners-per-nlb-quota",
    "elb.listenersPerNlb",
    50,
    (n) => several("lb/listener:Listener", n, { loadBalancerArn: albArn("old").replace("/app/", "/net/") }),
    { what: "listeners on NLB old", at: "a1" },
  ),
  row(
    "rules of all listeners of an ALB",
    "rules-per-alb-quota",
    "elb.rulesPerAlb",
    3,
    (n) => [
      alb("web"),
      listener("one", "web"),
      listener("two", "web"),
      ...several("lb/listenerRule:ListenerRule", n, (name) => ({ listenerArn: arnOf(name === "a1" ? "one" : "two") })),
    ],
    { what: "listener rules on ALB web", at: "web" },
  ),
  row(
    "rules of a listener outside the stack",
    "rules-per-alb-quota",
    "elb.rulesPerAlb",
    3,
    (n) =>
      several("lb/listenerRule:ListenerRule", n, {
        listenerArn: `${albArn("old").replace(":loadbalancer/", ":listener/")}/fedcba9876543210`,
      }),
    { what: "listener rules on ALB old", at: "a1" },
  ),
  row(
    "target groups of an ALB, each once",
    "target-groups-per-alb-quota",
    "elb.targetGroupsPerAlb",
    3,
    (n) => [
      alb("web"),
      ...paths(n, "group").map((name) => targetGroup(name)),
      listener("one", "web", "group0"),
      rule("first", "one", { actions: [{ type: "forward", targetGroupArn: arnOf("group0") }] }),
      ...paths(n, "group").map((name) =>
        rule(`to-${name}`, "one", { actions: [{ type: "forward", targetGroupArn: arnOf(name) }] }),
      ),
    ],
    { what: "target groups on ALB web", at: "web" },
  ),
  row(
    "target groups of one action",
    "target-groups-per-action-quota",
    "elb.targetGroupsPerAction",
    5,
    (n) => [alb("web"), listener("one", "web", ...paths(n, "group"))],
    { what: "target groups in one action of one", at: "one" },
  ),
  row(
    "targets of an ALB in two target groups",
    "targets-per-alb-quota",
    "elb.targetsPerAlb",
    7,
    (n) => [
      alb("web"),
      targetGroup("one"),
      targetGroup("two"),
      listener("on", "web", "one", "two"),
      service("orders", 3, ["one"]),
      service("stock", n - 3, ["two"]),
    ],
    { what: "targets behind ALB web", at: "web" },
  ),
  row(
    "targets of an NLB with cross-zone load balancing",
    "targets-per-nlb-quota",
    "elb.targetsPerZonePerNlb",
    500,
    (n) => [
      nlb("front", { enableCrossZoneLoadBalancing: true }),
      ...network,
      targetGroup("one"),
      listener("on", "front", "one"),
      service("orders", n, ["one"]),
    ],
    { what: "targets of NLB front", at: "front" },
  ),
  row(
    "targets of an NLB in each of two zones",
    "targets-per-nlb-quota",
    "elb.targetsPerZonePerNlb",
    500,
    (n) => [
      nlb("front"),
      ...network,
      targetGroup("one"),
      listener("on", "front", "one"),
      service("orders", 2 * n - 1, ["one"]),
    ],
    { what: "targets of NLB front", at: "front" },
  ),
  row(
    "ALBs outside the stack count as 50 targets of an NLB",
    "targets-per-nlb-quota",
    "elb.targetsPerZonePerNlb",
    500,
    (n) => [...network, ...nlbBefore("front", n / 50)],
    { what: "targets of NLB front", at: "front", next: 550 },
  ),
  row(
    "ALBs count as 100 targets with cross-zone load balancing",
    "targets-per-nlb-quota",
    "elb.targetsPerZonePerNlb",
    500,
    (n) => [...network, ...nlbBefore("front", n / 100, { enableCrossZoneLoadBalancing: "true" })],
    { what: "targets of NLB front", at: "front", next: 600 },
  ),
  row(
    "NLBs in front of an ALB outside the stack",
    "nlbs-per-alb-target-quota",
    "elb.nlbsPerAlbTarget",
    2,
    (n) =>
      paths(n, "front").flatMap((name) => [nlb(name), listener(name, name, name), ...albTarget(name, albArn("old"))]),
    { what: "NLBs in front of ALB old", at: "front0" },
  ),
  row(
    "NLBs in front of an ALB of the stack, each once",
    "nlbs-per-alb-target-quota",
    "elb.nlbsPerAlbTarget",
    2,
    (n) => [
      alb("web"),
      ...paths(n, "front").flatMap((name) => [
        nlb(name),
        ...["80", "81"].flatMap((port) => [
          listener(`${name}-${port}`, name, `${name}-${port}`),
          ...albTarget(`${name}-${port}`, arnOf("web")),
        ]),
      ]),
    ],
    { what: "NLBs in front of ALB web", at: "web" },
  ),
  row(
    "targets of a target group",
    "targets-per-target-group-quota",
    "elb.targetsPerTargetGroup",
    4,
    (n) => [
      targetGroup("small"),
      targetGroup("large"),
      service("orders", 1, ["small"]),
      service("stock", n - 1, ["large"]),
      resource("lb/targetGroupAttachment:TargetGroupAttachment", "more", {
        targetGroupArn: arnOf("large"),
        targetId: "10.0.0.9",
      }),
    ],
    { what: "targets in target group large", at: "large" },
  ),
  row(
    "condition values",
    "condition-values-per-rule-quota",
    "elb.conditionValuesPerRule",
    5,
    (n) => [rule("one", "x", conditions(paths(n, "/p")))],
    { what: "condition values of listener rule one", at: "one" },
  ),
  row(
    "condition values of all types",
    "condition-values-per-rule-quota",
    "elb.conditionValuesPerRule",
    5,
    (n) => [
      rule("one", "x", {
        conditions: [
          { hostHeader: { values: ["a"] } },
          { httpHeader: { httpHeaderName: "h", regexValues: ["b"] } },
          { sourceIp: { values: ["10.0.0.0/8"] } },
          { queryStrings: paths(n - 3, "q").map((value) => ({ key: "k", value })) },
        ],
      }),
    ],
    { what: "condition values of listener rule one", at: "one" },
  ),
  row(
    "condition wildcards",
    "condition-wildcards-per-rule-quota",
    "elb.conditionWildcardsPerRule",
    5,
    (n) => [
      rule("one", "x", {
        conditions: [
          { pathPattern: { values: ["/a/*/?"] } },
          { hostHeader: { values: ["*.example.com"], regexValues: ["^.*?$"] } },
          { queryStrings: [{ key: "k*", value: `\\*${"*".repeat(n - 4)}` }] },
        ],
      }),
    ],
    { what: "condition wildcards of listener rule one", at: "one" },
  ),
];
