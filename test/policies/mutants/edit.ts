import type { SnapshotResource } from "../../../policies/graph/snapshot";

/** A captured graph, as the offline preview prints it. */
export type Snapshot = readonly SnapshotResource[];

/** A graph with one fault. */
export interface Mutant {
  /** The fault, and the resource with it. */
  readonly title: string;
  readonly snapshot: Snapshot;
}

/** Introduces one fault into a sound graph; returns one mutant per resource that can have it. */
export interface Operator {
  readonly kind: string;
  /** The mandatory rule that must report it. */
  readonly caughtBy: string;
  readonly mutants: (snapshot: Snapshot) => readonly Mutant[];
}

/** Resources of a type, by the end of its token. */
export const ofType = (snapshot: Snapshot, type: string): SnapshotResource[] =>
  snapshot.filter((resource) => resource.type.endsWith(type));

/** Changes one resource. */
export const edit = (
  snapshot: Snapshot,
  urn: string,
  change: (resource: SnapshotResource) => SnapshotResource,
): Snapshot => snapshot.map((resource) => (resource.urn === urn ? change(resource) : resource));

/** Whether an attachment registers an address of a VPC endpoint. */
export const isOfEndpoint = ({ propertyDependencies: { targetId } }: SnapshotResource): boolean =>
  targetId?.some((urn) => urn.includes("ec2/vpcEndpoint:VpcEndpoint::")) === true;

/** Whether a target group has addresses of a VPC endpoint. */
export const hasEndpoint = ({ urn }: SnapshotResource, snapshot: Snapshot): boolean =>
  ofType(snapshot, "targetGroupAttachment:TargetGroupAttachment").some(
    (one) => isOfEndpoint(one) && one.propertyDependencies["targetGroupArn"]?.includes(urn) === true,
  );

/** Whether an endpoint connects to a service of another account. */
export const isOfCustomer = ({ inputs }: SnapshotResource): boolean =>
  String(inputs["serviceName"]).includes(".vpce-svc-");

const topLevel = (path: string) => path.split(/[.[]/)[0] ?? path;

/** Sets inputs to known values. */
export const setInputs =
  (inputs: Readonly<Record<string, unknown>>) =>
  (resource: SnapshotResource): SnapshotResource => ({
    ...resource,
    inputs: { ...resource.inputs, ...inputs },
    unknown: (resource.unknown ?? []).filter((path) => !(topLevel(path) in inputs)),
  });

/** Sets inputs to known values that depend on no resource. */
export const setPlain =
  (inputs: Readonly<Record<string, unknown>>) =>
  (resource: SnapshotResource): SnapshotResource =>
    Object.keys(inputs).reduce((one, key) => rewire(key, [])(one), setInputs(inputs)(resource));

/** Makes an input unknown. */
export const setUnknown =
  (key: string) =>
  (resource: SnapshotResource): SnapshotResource => ({
    ...resource,
    inputs: { ...resource.inputs, [key]: null },
    unknown: [...(resource.unknown ?? []), key],
  });

/** Removes an input, its dependencies and the output with its value. */
export const dropInput =
  (key: string) =>
  (resource: SnapshotResource): SnapshotResource => {
    const without = <T>(record: Readonly<Record<string, T>>) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
    return {
      ...resource,
      inputs: without(resource.inputs),
      outputs: without(resource.outputs ?? {}),
      propertyDependencies: without(resource.propertyDependencies),
      unknown: (resource.unknown ?? []).filter((path) => topLevel(path) !== key),
    };
  };

/** Makes an input depend on other resources. */
export const rewire =
  (key: string, urns: readonly string[]) =>
  (resource: SnapshotResource): SnapshotResource => {
    const before = resource.propertyDependencies[key] ?? [];
    return {
      ...resource,
      propertyDependencies: { ...resource.propertyDependencies, [key]: urns },
      dependencies: [...new Set([...resource.dependencies.filter((urn) => !before.includes(urn)), ...urns])],
    };
  };

/** Removes dependencies on some resources. */
export const forget =
  (urns: readonly string[]) =>
  (resource: SnapshotResource): SnapshotResource => ({
    ...resource,
    dependencies: resource.dependencies.filter((urn) => !urns.includes(urn)),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([key, all]) => [
        key,
        all.filter((urn) => !urns.includes(urn)),
      ]),
    ),
  });

/** Copies a resource under another name. */
export function copy(
  resource: SnapshotResource,
  suffix: string,
  change: (copied: SnapshotResource) => SnapshotResource = (same) => same,
): SnapshotResource {
  return change({ ...resource, name: `${resource.name}-${suffix}`, urn: `${resource.urn}-${suffix}` });
}

/** An operator that changes each resource of a type in turn. */
export function eachOf(
  kind: string,
  caughtBy: string,
  type: string,
  change: (resource: SnapshotResource, snapshot: Snapshot) => SnapshotResource | undefined,
): Operator {
  return {
    kind,
    caughtBy,
    mutants: (snapshot) =>
      ofType(snapshot, type).flatMap((resource) => {
        const changed = change(resource, snapshot);
        return changed === undefined
          ? []
          : [{ title: `${kind}: ${resource.name}`, snapshot: edit(snapshot, resource.urn, () => changed) }];
      }),
  };
}

/** An operator that adds copies of the first suitable resource of a type. */
export function flood(
  kind: string,
  caughtBy: string,
  type: string,
  count: number,
  change: (copied: SnapshotResource, index: number, snapshot: Snapshot) => SnapshotResource = (copied) => copied,
  fits: (resource: SnapshotResource, snapshot: Snapshot) => boolean = () => true,
): Operator {
  return {
    kind,
    caughtBy,
    mutants: (snapshot) => {
      const first = ofType(snapshot, type).find((resource) => fits(resource, snapshot));
      if (first === undefined) return [];
      const copies = Array.from({ length: count }, (_, index) =>
        copy(first, `copy${index}`, (copied) => change(copied, index, snapshot)),
      );
      return [{ title: `${kind}: ${count} copies of ${first.name}`, snapshot: [...snapshot, ...copies] }];
    },
  };
}

/** Dependencies on the subnets of another VPC, for a resource that moves there; undefined in a stack with one VPC. */
export function otherVpc(snapshot: Snapshot, wires: readonly string[]): readonly string[] | undefined {
  const component = wires.find((urn) => urn.includes("awsx:ec2:Vpc::"));
  const other = ofType(snapshot, "awsx:ec2:Vpc").find(({ urn }) => urn !== component);
  if (component === undefined || other === undefined) return undefined;
  const inside = snapshot.filter(
    ({ urn, type }) =>
      /:(Vpc|Subnet)$/.test(type) &&
      new RegExp(`::${other.name}(-(public|private)-\\d+)?$`).test(urn) &&
      urn.includes("awsx:ec2:Vpc"),
  );
  return [...wires.filter((urn) => !urn.includes("awsx:ec2:Vpc")), ...inside.map(({ urn }) => urn)];
}
