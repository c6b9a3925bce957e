import type { CapturedResource } from "../../simulator/run";
import { secondsOf } from "./durations";

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
  private readonly before = new Map<string, Scheduled | undefined>();
  private readonly ends = new Map<string, number>();

  constructor(resources: readonly Scheduled[]) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const inRemote = new Map<string, Scheduled[]>();
    for (const resource of resources) {
      const remote = remoteOf(this.byUrn, resource);
      if (remote !== undefined) inRemote.set(remote.urn, [...(inRemote.get(remote.urn) ?? []), resource]);
    }
    this.inRemote = inRemote;
  }

  end(resource: Scheduled): number {
    const known = this.ends.get(resource.urn);
    if (known !== undefined) return known;
    const last = this.awaited(resource).reduce<Scheduled | undefined>(
      (latest, next) => (latest === undefined || this.end(next) > this.end(latest) ? next : latest),
      undefined,
    );
    const end = (last === undefined ? 0 : this.end(last)) + secondsOf(resource);
    this.before.set(resource.urn, last);
    this.ends.set(resource.urn, end);
    return end;
  }

  /** The resources that end one after the other until this one ends. Those that take no time are left out. */
  chainTo(resource: Scheduled): readonly Step[] {
    const end = this.end(resource);
    const earlier = this.before.get(resource.urn);
    const seconds = secondsOf(resource);
    const own = { name: resource.name, type: resource.type, start: end - seconds, seconds };
    return [...(earlier === undefined ? [] : this.chainTo(earlier)), ...(seconds === 0 ? [] : [own])];
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
export function longestChain(resources: readonly Scheduled[]): readonly Step[] {
  const schedule = new Schedule(resources);
  const [first, ...others] = resources;
  if (first === undefined) return [];
  return schedule.chainTo(
    others.reduce((latest, next) => (schedule.end(next) > schedule.end(latest) ? next : latest), first),
  );
}

/** Seconds until the last resource of a chain exists. */
export const secondsOfChain = (chain: readonly Pick<Step, "seconds">[]) =>
  chain.reduce((sum, { seconds }) => sum + seconds, 0);
