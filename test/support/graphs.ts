import assert from "node:assert/strict";
import { fromEngine } from "../../policies/graph/engine";
import type { Graph } from "../../policies/graph/graph";
import { graphOf } from "../../policies/graph/graph";
import type { Resource } from "../../policies/graph/resource";
import type { SnapshotResource } from "../../policies/graph/snapshot";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { asEngine } from "./engine-resources";

/** Converts a list of resources in which each at most needs its provider. */
type Convert = (resources: readonly SnapshotResource[]) => readonly Resource[];

interface Converted {
  readonly provider: SnapshotResource | undefined;
  readonly resource: Resource;
}

/**
 * A graph of resources that are converted once each: a mutant shares all resources but a few with the graph that it
 * breaks, and there are thousands of mutants.
 */
function sharedGraph(convert: Convert): (resources: readonly SnapshotResource[]) => Graph {
  const converted = new WeakMap<SnapshotResource, Converted>();
  return (resources) => {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    return graphOf(
      resources.map((resource) => {
        const provider = byUrn.get((resource.provider ?? "").split("::").slice(0, 4).join("::"));
        const known = converted.get(resource);
        if (known !== undefined && known.provider === provider) return known.resource;
        const [fresh] = convert(provider === undefined ? [resource] : [resource, provider]);
        assert.ok(fresh);
        converted.set(resource, { provider, resource: fresh });
        return fresh;
      }),
    );
  };
}

/** The graph as a policy in the engine sees it: a bare read of an unknown throws. */
export const engineGraph = sharedGraph((resources) => fromEngine(asEngine(resources)));

/** The graph as an offline preview prints it. */
export const snapshotGraph = sharedGraph(fromSnapshot);
