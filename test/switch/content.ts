import type { AwsAccount } from "../../simulator/aws/account";
import type { StateResource } from "../../simulator/schedules/state";
import type { Workspace } from "../support/workspace";

/** The part of a resource in a checkpoint that the program decides. */
interface Declared extends StateResource {
  readonly inputs?: unknown;
  readonly outputs?: unknown;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
}

/** A state of a stack as text, by resource: what the program declares, what the account has, and where tasks are registered. */
export type Content = ReadonlyMap<string, string>;

/**
 * URNs by id and ARN. A resource that an update made again has another id than the first one of a new stack: deployments of
 * REST APIs, and revisions of task definitions.
 */
const urnsOf = (account: AwsAccount): ReadonlyMap<unknown, string> =>
  new Map(
    account.all
      .flatMap(({ id, urn, outputs }) => [[id, urn] as const, [outputs["arn"], urn] as const])
      .filter(([id]) => id),
  );

/** A value as JSON, with URNs for ids, and with its keys in one order: an update leaves them in that of its changes. */
const textOf = (content: unknown, urns: ReadonlyMap<unknown, string>): string =>
  JSON.stringify(content, (_, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)))
      : (urns.get(item) ?? item),
  );

/** What a resource needs. The SDK sends the same URNs in an order that differs from run to run. */
const needsOf = ({ parent, dependencies = [], propertyDependencies = {} }: Declared) => ({
  parent,
  dependencies: [...dependencies].sort(),
  propertyDependencies: Object.entries(propertyDependencies)
    .map(([key, urns]) => `${key}: ${[...(urns ?? [])].sort().join()}`)
    .sort(),
});

/**
 * The resources of the checkpoint with inputs and dependencies, components and the stack with their outputs; those of the
 * account with the inputs that AWS has, and snapshots of REST APIs; and the tasks. Left out are ids and outputs of AWS's
 * resources, times, and what stays ACTIVE of old task definitions.
 */
export function contentOf({ aws: { account }, state }: Workspace): Content {
  const urns = urnsOf(account);
  const content = new Map<string, string>();
  for (const resource of state("dev").resources as readonly Declared[]) {
    const { urn, custom, inputs, outputs, protect, retainOnDelete } = resource;
    const declared = { inputs, ...needsOf(resource), protect, retainOnDelete, ...(custom ? {} : { outputs }) };
    content.set(`declared: ${urn}`, textOf(declared, urns));
  }
  for (const { urn, inputs, deployed, gatewayResponses, endpointDisabled } of account.all)
    content.set(`exists: ${urn}`, textOf({ inputs, deployed, gatewayResponses, endpointDisabled }, urns));
  for (const [, { urn, desiredCount, deployment, tasks }] of account.ecs.snapshot()) {
    const health = tasks.map(({ status, targets }) =>
      textOf(
        [
          status,
          ...Object.entries(targets)
            .map((target) => textOf(target, urns))
            .sort(),
        ],
        urns,
      ),
    );
    content.set(`tasks: ${urn}`, textOf([deployment.status, desiredCount, ...health.sort()], urns));
  }
  return content;
}

/** Resources that differ, each with the first place where it does. */
export function differences(found: Content, expected: Content): readonly string[] {
  return [...new Set([...found.keys(), ...expected.keys()])].flatMap((key) => {
    const [one, other] = [found.get(key), expected.get(key)];
    if (one === other) return [];
    if (one === undefined) return [`${key} is missing`];
    if (other === undefined) return [`${key} should not be there`];
    let start = 0;
    while (one[start] === other[start]) start++;
    const part = (text: string) => text.slice(Math.max(0, start - 40), start + 80);
    return [`${key}: ${part(one)} instead of ${part(other)}`];
  });
}
