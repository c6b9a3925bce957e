import { createRequire } from "node:module";
import type { StackValidationArgs } from "@pulumi/policy";

import { fromEngine } from "../graph/engine";
import { graphOf } from "../graph/graph";
import type { Graph } from "../graph/graph";

/** One request of the engine: the list that the SDK iterates for each policy, and the graph of its resources. */
interface AnalyzeRequest {
  readonly resources: unknown[];
  graph?: Graph;
}
let request: AnalyzeRequest | undefined;

interface AnalyzeStackRequest {
  getResourcesList(): unknown[];
}

/**
 * Records the start of each request. The SDK rebuilds all resources for every stack policy, which at 300 services takes
 * many times as long as all rules (`npm run bench`). With this hook, it builds them for the first policy only. With an
 * SDK that works differently, only the time changes.
 */
export function noteRequests(): void {
  let messages: { readonly AnalyzeStackRequest: { readonly prototype: AnalyzeStackRequest } };
  try {
    // The SDK's own copy of the messages: a patch of another copy has no effect.
    const sdk = createRequire(require.resolve("@pulumi/policy"));
    messages = sdk("@pulumi/pulumi/proto/analyzer_pb") as typeof messages;
  } catch {
    return;
  }
  const prototype = messages.AnalyzeStackRequest.prototype;
  const list = Object.getOwnPropertyDescriptor(prototype, "getResourcesList")?.value as (() => unknown[]) | undefined;
  if (list === undefined) return;
  prototype.getResourcesList = function (this: AnalyzeStackRequest) {
    request = { resources: [...list.call(this)] };
    return request.resources;
  };
}

/** Returns the graph of the current request; built for the first policy and reused for the others. */
export function graphFor(resources: StackValidationArgs["resources"]): Graph {
  if (resources.length === 0 && request?.graph !== undefined) return request.graph;
  const graph = graphOf(fromEngine(resources));
  if (request !== undefined) {
    request.graph = graph;
    // The SDK iterates this list for each policy; the graph already has all of it.
    request.resources.length = 0;
  }
  return graph;
}
