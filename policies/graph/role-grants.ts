import { ofKind } from "./graph";
import type { Graph } from "./graph";
import { iamPattern } from "./iam-pattern";
import { mayAllow, statementsOf, surelyDenies, textsIn } from "./policy-statements";
import type { Statement } from "./policy-statements";
import type { Resource } from "./resource";
import { documentAt, policiesOf, strayPolicyOf } from "./role-policies";
import type { RolePolicy } from "./role-policies";
import { read } from "./value";

/**
 * Actions of managed policies of AWS, by the end of their ARN; other managed policies outside the stack are not read.
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const managed: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ["*"],
  ElasticLoadBalancingFullAccess: ["elasticloadbalancing:*"],
  AmazonECSInfrastructureRolePolicyForLoadBalancers: [
    "elasticloadbalancing:Describe*",
    "elasticloadbalancing:ModifyListener",
    "elasticloadbalancing:ModifyRule",
    "elasticloadbalancing:RegisterTargets",
    "elasticloadbalancing:DeregisterTargets",
  ],
  "service-role/AWSLambdaRole": ["lambda:InvokeFunction"],
  "service-role/AmazonECSTaskExecutionRolePolicy": [
    "ecr:GetAuthorizationToken",
    "ecr:BatchCheckLayerAvailability",
    "ecr:GetDownloadUrlForLayer",
    "ecr:BatchGetImage",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
  ],
};

const actionsOf = (arn: string) => managed[arn.replace(/^arn:[^:]+:iam::aws:policy\//, "")];

/** An action on a resource. Of an unknown ARN, any resource is assumed to be it. */
export interface Asked {
  readonly action: string;
  readonly resource: string | undefined;
}

function judgePolicy({ arn, document }: RolePolicy, { action, resource }: Asked): "allows" | "silent" | "unknown" {
  if (document !== undefined)
    return statementsOf(document).some((statement) => mayAllow(statement, action, resource)) ? "allows" : "silent";
  const actions = arn === undefined ? undefined : actionsOf(arn);
  if (actions === undefined) return "unknown";
  return actions.some((one) => iamPattern(one).test(action)) ? "allows" : "silent";
}

/** Whether a policy in the stack denies an action, whatever others allow. */
const isDenied = (policies: readonly RolePolicy[], { action, resource }: Asked) =>
  policies.some(({ document = "" }) =>
    statementsOf(document).some((statement) => surelyDenies(statement, action, resource)),
  );

/** What must be known of a role before it is certain that no policy allows an action. */
function unreadOf(graph: Graph, role: Resource, asked: Asked): string | undefined {
  const open = policiesOf(graph, role).find((policy) => judgePolicy(policy, asked) === "unknown");
  if (open !== undefined) return `policy ${open.arn ?? open.resource.name} of role ${role.name}`;
  const lists = ["inlinePolicies", "managedPolicyArns"].find((path) => read(role, path).kind === "unknown");
  if (lists !== undefined) return `${lists} of role ${role.name}`;
  const stray = strayPolicyOf(graph, role);
  if (stray !== undefined) return `the role of policy ${stray.name}`;
  return ofKind(graph, "policyAttachment").length > 0 ? `the policies attached to role ${role.name}` : undefined;
}

/** Whether the policies of a role in the stack allow an action. */
export type Grant = { readonly kind: "allowed" | "silent" } | { readonly kind: "unknown"; readonly needs: string };

/** Whether the policies of a role in the stack allow an action; conditions are assumed to be met. */
export function grantOf(graph: Graph, role: Resource, asked: Asked): Grant {
  const policies = policiesOf(graph, role);
  if (isDenied(policies, asked)) return { kind: "silent" };
  if (policies.some((policy) => judgePolicy(policy, asked) === "allows")) return { kind: "allowed" };
  const needs = unreadOf(graph, role, asked);
  return needs === undefined ? { kind: "silent" } : { kind: "unknown", needs };
}

function admits({ Effect, Action, NotAction, Principal }: Statement, service: string): boolean {
  const isAssuming = NotAction !== undefined || textsIn(Action).some((one) => iamPattern(one).test("sts:AssumeRole"));
  if (Effect !== "Allow" || !isAssuming) return false;
  if (Principal === "*") return true;
  if (typeof Principal !== "object" || Principal === null) return false;
  const named = Object.entries(Principal) as [string, unknown][];
  return named.some(([kind, value]) => kind === "Service" && textsIn(value).includes(service));
}

/** Whether a service of AWS may assume a role; undefined if the trust policy of the role is unknown. */
export function mayAssume(role: Resource, service: string): boolean | undefined {
  const { document } = documentAt(role, "assumeRolePolicy");
  return document === undefined ? undefined : statementsOf(document).some((statement) => admits(statement, service));
}

/** Services that the trust policy of a role names. */
export const trustedBy = (role: Resource): readonly string[] =>
  statementsOf(documentAt(role, "assumeRolePolicy").document ?? "").flatMap(({ Principal }) =>
    typeof Principal === "object" && Principal !== null && "Service" in Principal ? textsIn(Principal.Service) : [],
  );
