import type { OwnBalancer, Plan, RuleNode, TargetGroupNode } from "../plan";
import { privateZones } from "../plan-queries";
import { usesAlternate } from "../strategies";
import { maxTasks } from "../tasks";
import { albWeight } from "./alb-weight";
import { counted, names } from "./counted";
import type { Usage } from "./counted";

const ownerOf = ({ target }: TargetGroupNode) => (target.kind === "alb" ? target.balancer : target.service);

/** Values of the conditions of a rule: its paths, and the value of the header of tests. */
const valuesOf = ({ paths, testHeader }: RuleNode) => [
  ...paths,
  ...(testHeader === undefined ? [] : [testHeader.value]),
];

/** Number of wildcards in the values; a path of the settings contains neither character. */
const wildcardsIn = (rule: RuleNode) => valuesOf(rule).flatMap((value) => value.match(/[*?]/g) ?? []);

function ruleUsage({ listeners }: OwnBalancer): Usage[] {
  return listeners.flatMap(({ rules }) =>
    rules.flatMap((rule) => [
      counted("elb.conditionValuesPerRule", `listener rule ${rule.name}`, valuesOf(rule)),
      counted("elb.conditionWildcardsPerRule", `listener rule ${rule.name}`, wildcardsIn(rule)),
    ]),
  );
}

/** Number of targets of a target group. */
type Targets = (group: TargetGroupNode) => number;

/**
 * Targets: the tasks of a service at the autoscaling maximum, the addresses of its endpoint, or one ALB. Before a strategy
 * begins, and when only its target groups are left, no task is in the alternate.
 */
function targetsIn({ services, endpoints }: Plan): Targets {
  const counts = new Map([
    ...services.map(({ name, task }) => [name, maxTasks(task)] as const),
    ...endpoints.map(({ name, zones }) => [name, zones.length] as const),
  ]);
  const withAlternate = new Set(names(services.filter(({ deployment }) => deployment && usesAlternate(deployment))));
  return ({ target, alternateOf }) => {
    if (target.kind === "alb") return 1;
    return alternateOf === undefined || withAlternate.has(target.service) ? (counts.get(target.service) ?? 0) : 0;
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/**
 * Targets of an NLB in one zone. An ALB counts as many. Without cross-zone load balancing, the tasks in other zones do
 * not count; ECS spreads the tasks evenly.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
 */
function targetsOfNlb({ targetGroups, crossZone }: OwnBalancer, targetsOf: Targets, zones: number) {
  return sum(
    targetGroups.map((group) => {
      if (group.target.kind === "alb") return albWeight(crossZone);
      return Math.ceil(targetsOf(group) / (crossZone ? 1 : zones));
    }),
  );
}

/**
 * Certificates of an NLB: one of each TLS listener, also if several listeners have the same. The only certificate of a
 * listener is its default, which an ALB's quota leaves out.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
 */
const certificatesOfNlb = ({ name, listeners }: OwnBalancer): Usage =>
  counted(
    "elb.certificatesPerNlb",
    `NLB ${name}`,
    names(listeners.filter(({ certificate }) => certificate !== undefined)),
  );

function usageOfBalancer(plan: Plan, balancer: OwnBalancer, targetsOf: Targets): Usage[] {
  const { name, listeners, targetGroups } = balancer;
  const owners = targetGroups.map(ownerOf);
  const perGroup = targetGroups.map((group): Usage => ({
    quota: "elb.targetsPerTargetGroup",
    scope: `target group ${group.name}`,
    used: targetsOf(group),
    users: [ownerOf(group)],
  }));
  if (balancer.type === "nlb") {
    const scope = `NLB ${name}`;
    const used = targetsOfNlb(balancer, targetsOf, privateZones(plan, balancer.vpc).length);
    return [
      counted("elb.listenersPerNlb", scope, names(listeners)),
      certificatesOfNlb(balancer),
      { quota: "elb.targetsPerZonePerNlb", scope, used, users: owners },
      ...perGroup,
    ];
  }
  const scope = `ALB ${name}`;
  const rules = listeners.flatMap((listener) => listener.rules);
  const used = sum(targetGroups.map((group) => targetsOf(group)));
  return [
    counted("elb.rulesPerAlb", scope, names(rules)),
    counted("elb.targetGroupsPerAlb", scope, names(targetGroups)),
    { quota: "elb.targetsPerAlb", scope, used, users: owners },
    ...perGroup,
    ...ruleUsage(balancer),
  ];
}

/** NLBs in front of each ALB. Each listener of an existing ALB is a node of its own, so its ALB counts once. */
function albTargetUsage(plan: Plan, own: readonly OwnBalancer[]): Usage[] {
  const nlbsByAlb = new Map<string, string[]>();
  const albs = new Map(plan.balancers.map((node) => [node.name, node.kind === "own" ? node.name : node.balancerName]));
  for (const nlb of own) {
    for (const { target } of nlb.targetGroups) {
      if (target.kind !== "alb") continue;
      const alb = albs.get(target.balancer) ?? target.balancer;
      nlbsByAlb.set(alb, [...(nlbsByAlb.get(alb) ?? []), nlb.name]);
    }
  }
  return [...nlbsByAlb].map(([alb, nlbs]) => counted("elb.nlbsPerAlbTarget", `ALB ${alb}`, [...new Set(nlbs)]));
}

/** Usage of the quotas of Elastic Load Balancing, except those of a VPC. */
export function balancerQuotaUsage(plan: Plan, own: readonly OwnBalancer[]): Usage[] {
  const targetsOf = targetsIn(plan);
  return [
    counted("elb.albsPerRegion", "account", names(own.filter(({ type }) => type === "alb"))),
    counted("elb.nlbsPerRegion", "account", names(own.filter(({ type }) => type === "nlb"))),
    counted(
      "elb.targetGroupsPerRegion",
      "account",
      own.flatMap(({ targetGroups }) => names(targetGroups)),
    ),
    ...own.flatMap((balancer) => usageOfBalancer(plan, balancer, targetsOf)),
    ...albTargetUsage(plan, own),
  ];
}
