import type { CapturedResource } from "../../simulator/run";
import { secondsOf } from "./durations";
import { LongestPath } from "./longest-path";

/** A resource on a chain. */
export interface Step {
  readonly name: string;
  readonly type: string;
  /** Seconds from the start of the update. */
  readonly start: number;
  readonly seconds: number;
}

/** A registered resource with what it waits for. */
export type Scheduled = Pick<
  CapturedResource,
  "urn" | "type" | "name" | "parent" | "custom" | "inputs" | "dependencies" | "options"
>;

const isRemote = ({ custom, type }: Scheduled) => !custom && type.startsWith("awsx:");

/** The remote component that a resource is in, or is; undefined for all others. */
function remoteOf(byUrn: ReadonlyMap<string, Scheduled>, resource: Scheduled): Scheduled | undefined {
  if (isRemote(resource)) return resource;
  const parent = byUrn.get(resource.parent ?? "");
  return parent && remoteOf(byUrn, parent);
}

/**
 * When the engine creates each resource, if nothing limits it but dependencies. A resource waits for its dependencies, for
 * the resources of `replaceWith` and `deletedWith`, and for its parent. All that depends on a remote component, or on a
 * resource in it, waits for all resources in it: the engine gets its outputs only then.
 * Source: https://github.com/pulumi/pulumi/pull/7541
 */
class Schedule {
  private readonly byUrn: ReadonlyMap<string, Scheduled>;
  private readonly inRemote: ReadonlyMap<string, readonly Scheduled[]>;
  private readonly path = new LongestPath((resource: Scheduled) => this.awaited(resource), secondsOf);

  constructor(resources: readonly Scheduled[]) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const inRemote = new Map<string, Scheduled[]>();
    for (const resource of resources) {
      const remote = remoteOf(this.byUrn, resource);
      if (remote !== undefined) inRemote.set(remote.urn, [...(inRemote.get(remote.urn) ?? []), resource]);
    }
    this.inRemote = inRemote;
  }

  /** The resources that end one after the other until the last one ends. Those that take no time are left out. */
  chain(resources: readonly Scheduled[]): readonly Step[] {
    const last = this.path.last(resources);
    return (last === undefined ? [] : this.path.to(last)).flatMap((resource) => {
      const { name, type } = resource;
      const seconds = secondsOf(resource);
      return seconds === 0 ? [] : [{ name, type, start: this.path.end(resource) - seconds, seconds }];
    });
  }

  private awaited(resource: Scheduled): readonly Scheduled[] {
    const own = remoteOf(this.byUrn, resource);
    const { replaceWith = [], deletedWith } = resource.options;
    const named = [...resource.dependencies, ...replaceWith, ...(deletedWith === undefined ? [] : [deletedWith])];
    const parent = this.byUrn.get(resource.parent ?? "");
    const direct = named.flatMap((urn) => this.byUrn.get(urn) ?? []);
    const behindBarriers = direct.flatMap((dependency) => {
      const remote = remoteOf(this.byUrn, dependency);
      return remote === undefined || remote === own ? [] : (this.inRemote.get(remote.urn) ?? []);
    });
    return [...direct, ...behindBarriers, ...(parent?.custom === true ? [parent] : [])];
  }
}

/**
 * The chain of resources that a first update waits for, over the edges of the graph and the barriers of remote components.
 *
 * @param resources - all resources of a run
 */
export const longestChain = (resources: readonly Scheduled[]): readonly Step[] =>
  new Schedule(resources).chain(resources);

/** Seconds until the last resource of a chain exists. */
export const secondsOfChain = (chain: readonly Pick<Step, "seconds">[]) =>
  chain.reduce((sum, { seconds }) => sum + seconds, 0);
