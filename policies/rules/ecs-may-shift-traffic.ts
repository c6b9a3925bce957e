import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { grantOf, mayAssume, trustedBy } from "../graph/role-grants";
import type { Asked } from "../graph/role-grants";
import { pairsOfService } from "../graph/strategies";
import type { Pair } from "../graph/strategies";
import { shifterOf } from "../graph/traffic-shifts";
import { isSet, known, readElements, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

const principal = "ecs.amazonaws.com";

/** A role that ECS assumes during a deployment, and what for. */
interface Use {
  /** Path of the role's ARN. */
  readonly path: string;
  readonly purpose: string;
  readonly asked: readonly Asked[];
}

const arnOf = (resource: Resource | undefined) => resource && known(readString(resource, "arn"));

/**
 * What ECS does with the role of a load balancer entry. It changes listener rules of an ALB, and listeners of an NLB.
 * Sources: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForLoadBalancers.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html (Missing read permissions)
 */
function shiftingUse({ at, primary, alternate, production }: Pair): Use {
  const [forwarder, ...groups] = [production, primary, alternate].map(resourceOf);
  const change = forwarder && isKind(forwarder, "listener") ? "ModifyListener" : "ModifyRule";
  const onGroups = groups.flatMap((group) =>
    ["RegisterTargets", "DeregisterTargets"].map((verb) => ({ verb, resource: arnOf(group) })),
  );
  const all = [
    // AWS limits no Describe action to resources.
    { verb: "DescribeTargetHealth", resource: "*" },
    ...onGroups,
    ...(forwarder === undefined ? [] : [{ verb: change, resource: arnOf(forwarder) }]),
  ];
  return {
    path: `${at}.roleArn`,
    purpose: "shift its traffic",
    asked: all.map(({ verb, resource }) => ({ action: `elasticloadbalancing:${verb}`, resource })),
  };
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-permissions.html */
const hookUses = (service: Resource): readonly Use[] =>
  (known(readElements(service, "deploymentConfiguration.lifecycleHooks")) ?? [])
    .filter((at) => (known(readString(service, `${at}.targetType`)) ?? "AWS_LAMBDA") === "AWS_LAMBDA")
    .map((at) => ({
      path: `${at}.roleArn`,
      purpose: "call its hooks",
      asked: [{ action: "lambda:InvokeFunction", resource: known(readString(service, `${at}.hookTargetArn`)) }],
    }));

function judgeRole(graph: Graph, service: Resource, role: Resource, { purpose, asked }: Use): readonly Finding[] {
  const isTrusted = mayAssume(role, principal);
  if (isTrusted === undefined)
    return [
      undetermined(
        service,
        `the trust policy of role ${role.name}, with which ECS service ${service.name} has to ${purpose}`,
      ),
    ];
  if (!isTrusted) {
    const others = trustedBy(role).join(", ");
    const wrong = `ECS may not assume role ${role.name} to ${purpose} (service ${service.name}): its trust policy names ${others === "" ? "no service" : others}`;
    return [violation(service, wrong, `Allow sts:AssumeRole for ${principal} in the trust policy of ${role.name}.`)];
  }
  const grants = asked.map((one) => ({ ...one, grant: grantOf(graph, role, one) }));
  const denied = [...new Set(grants.filter(({ grant }) => grant.kind === "silent").map(({ action }) => action))];
  if (denied.length > 0) {
    const wrong = `role ${role.name}, with which ECS has to ${purpose} (service ${service.name}), does not allow ${denied.join(", ")}`;
    return [violation(service, wrong)];
  }
  const needs = grants.flatMap(({ grant }) => (grant.kind === "unknown" ? [grant.needs] : []))[0];
  return needs === undefined
    ? []
    : [undetermined(service, `whether role ${role.name} allows ECS to ${purpose}: ${needs}`)];
}

function judgeUse(graph: Graph, service: Resource, use: Use): readonly Finding[] {
  const role = resolve(graph, service, use.path, "iamRole");
  if (role.kind === "resource") return judgeRole(graph, service, role.resource, use);
  // Without a role, other rules report the service; a role outside the stack is not read.
  return role.kind === "absent"
    ? []
    : [undetermined(service, `the role with which ECS service ${service.name} has to ${use.purpose}`)];
}

/** Findings once each: the hooks of a service usually have one role. */
const distinct = (findings: readonly Finding[]) => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
];

/** It has no hop: the first deployment fails, and a later update repairs it. */
export const ecsMayShiftTraffic = resourceRule({
  id: "ecs-may-shift-traffic",
  displayName: "ECS may shift the traffic",
  description:
    "The roles that an ECS service names for its deployments trust ecs.amazonaws.com, and allow ECS to read and register targets, to change the production rule and to call hooks; the deployment is rolled back otherwise.",
  severity: "high",
  remediation:
    "Attach arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers to the role, or allow the named actions on the target groups, listeners and rules of the service.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html",
  tags: ["wiring", "ecs"],
  kinds: ["ecsService"],
  about: (_, service) =>
    shifterOf(service) === "ECS" &&
    (isSet(service, "loadBalancers") || isSet(service, "deploymentConfiguration.lifecycleHooks")),
  none: "the stack has no ECS service whose traffic ECS shifts",
  judge: (graph, service) =>
    distinct(
      [...pairsOfService(graph, service).map(shiftingUse), ...hookUses(service)].flatMap((use) =>
        judgeUse(graph, service, use),
      ),
    ),
});
