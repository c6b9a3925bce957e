import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { candidates, referenceKey, resolve } from "./references";
import type { Resource } from "./resource";
import { known, read, readElements, readStrings } from "./value";

/** A policy that a role has: its JSON in the stack, or the ARN of a managed policy. */
export interface RolePolicy {
  readonly resource: Resource;
  readonly document?: string;
  readonly arn?: string;
}

/** JSON of a policy document; the SDK takes text or an object. */
function documentAt(resource: Resource, path: string): { readonly document?: string } {
  const value = known(read(resource, path));
  if (value === undefined) return {};
  return { document: typeof value === "string" ? value : JSON.stringify(value) };
}

const roleKey = (graph: Graph, policy: Resource): string | undefined => {
  const key = referenceKey(resolve(graph, policy, "role", "iamRole"));
  if (key === undefined || key.startsWith("urn:")) return key;
  // A role is named by its name, which is known before its id.
  const [named] = candidates(graph, policy, "role", "iamRole");
  return named?.urn ?? key;
};

const inline = perGraph((graph) => groupBy(ofKind(graph, "rolePolicy"), (policy) => roleKey(graph, policy)));
const attached = perGraph((graph) => groupBy(ofKind(graph, "rolePolicyAttachment"), (one) => roleKey(graph, one)));

const own = (role: Resource): readonly RolePolicy[] => {
  const inlined = known(readElements(role, "inlinePolicies")) ?? [];
  const documents = inlined.map((at) => ({ resource: role, ...documentAt(role, `${at}.policy`) }));
  const arns = known(readStrings(role, "managedPolicyArns")) ?? [];
  return [...documents, ...arns.map((arn) => ({ resource: role, arn }))];
};

function attachedPolicy(graph: Graph, attachment: Resource): RolePolicy {
  const policy = resolve(graph, attachment, "policyArn", "iamPolicy");
  if (policy.kind === "id") return { resource: attachment, arn: policy.id };
  return { resource: attachment, ...(policy.kind === "resource" ? documentAt(policy.resource, "policy") : {}) };
}

/** Policies of a role in the stack: its own, separate inline ones, and attached ones. */
export const policiesOf = (graph: Graph, role: Resource): readonly RolePolicy[] => [
  ...own(role),
  ...(inline(graph).get(role.urn) ?? []).map((resource) => ({
    resource,
    ...documentAt(resource, "policy"),
  })),
  ...(attached(graph).get(role.urn) ?? []).map((attachment) => attachedPolicy(graph, attachment)),
];
