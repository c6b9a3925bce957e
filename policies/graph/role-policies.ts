import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { candidates, referenceKey, resolve } from "./references";
import type { Resource } from "./resource";
import { known, read, readElements, readString } from "./value";

/** A policy that a role has: its JSON in the stack, or the ARN of a managed policy. */
export interface RolePolicy {
  readonly resource: Resource;
  readonly document?: string;
  readonly arn?: string;
}

/** JSON of a policy document; the SDK takes text or an object. */
export function documentAt(resource: Resource, path: string): { readonly document?: string } {
  const value = known(read(resource, path));
  if (value === undefined) return {};
  return { document: typeof value === "string" ? value : JSON.stringify(value) };
}

const byName = perGraph(
  (graph) =>
    new Map(
      ofKind(graph, "iamRole").flatMap((role): [string, string][] => {
        const name = known(readString(role, "name"));
        return name === undefined ? [] : [[name, role.urn]];
      }),
    ),
);

/** URN of the role of a policy; its name if the stack has no such role, undefined if it is unknown. */
const roleKey = (graph: Graph, policy: Resource): string | undefined => {
  const key = referenceKey(resolve(graph, policy, "role", "iamRole"));
  if (key === undefined || key.startsWith("urn:")) return key;
  // A role is named by its name, which is known before its id.
  const [named] = candidates(graph, policy, "role", "iamRole");
  return named?.urn ?? byName(graph).get(key) ?? key;
};

const inline = perGraph((graph) => groupBy(ofKind(graph, "rolePolicy"), (policy) => roleKey(graph, policy)));
const attached = perGraph((graph) => groupBy(ofKind(graph, "rolePolicyAttachment"), (one) => roleKey(graph, one)));

/** Policies of which the stack does not show the role. */
const strays = perGraph((graph) =>
  [...ofKind(graph, "rolePolicy"), ...ofKind(graph, "rolePolicyAttachment")].flatMap((policy) => {
    const key = roleKey(graph, policy);
    return key?.startsWith("urn:") === true ? [] : [{ policy, key }];
  }),
);

/** A policy that may be one of a role, although the stack does not show it. */
export const strayPolicyOf = (graph: Graph, role: Resource): Resource | undefined =>
  strays(graph).find(({ key }) => key === undefined || readString(role, "name").kind === "unknown")?.policy;

function attachedAt(graph: Graph, owner: Resource, path: string): RolePolicy {
  const policy = resolve(graph, owner, path, "iamPolicy");
  if (policy.kind === "id") return { resource: owner, arn: policy.id };
  return { resource: owner, ...(policy.kind === "resource" ? documentAt(policy.resource, "policy") : {}) };
}

function ownPolicies(graph: Graph, role: Resource): readonly RolePolicy[] {
  const inlined = known(readElements(role, "inlinePolicies")) ?? [];
  const documents = inlined.map((at) => ({ resource: role, ...documentAt(role, `${at}.policy`) }));
  const managed = known(readElements(role, "managedPolicyArns")) ?? [];
  return [...documents, ...managed.map((at) => attachedAt(graph, role, at))];
}

/** Policies of a role in the stack: its own, separate inline ones, and attached ones. */
export const policiesOf = (graph: Graph, role: Resource): readonly RolePolicy[] => [
  ...ownPolicies(graph, role),
  ...(inline(graph).get(role.urn) ?? []).map((resource) => ({
    resource,
    ...documentAt(resource, "policy"),
  })),
  ...(attached(graph).get(role.urn) ?? []).map((attachment) => attachedAt(graph, attachment, "policyArn")),
];
