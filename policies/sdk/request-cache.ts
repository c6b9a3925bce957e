import { createRequire } from "node:module";
import type { StackValidationArgs } from "@pulumi/policy";

import { fromEngine } from "../graph/engine";
import { graphOf } from "../graph/graph";
import type { Graph } from "../graph/graph";

/** One request of the engine to judge a stack: what the SDK goes through for each policy, and the graph made of it. */
interface Run {
  readonly resources: unknown[];
  graph?: Graph;
}
let run: Run | undefined;

interface AnalyzeStackRequest {
  getResourcesList(): unknown[];
}

/**
 * Notes where a request begins. The SDK builds all resources anew for every stack policy, which at 300 services costs
 * many times what all rules together do (`npm run bench`); with this, `graphFor` can spare all policies but the first.
 * Where a later SDK is made otherwise nothing changes but the time.
 */
export function noteRequests(): void {
  let messages: { readonly AnalyzeStackRequest: { readonly prototype: AnalyzeStackRequest } };
  try {
    // From where the SDK stands: another copy of the messages would be no use.
    const sdk = createRequire(require.resolve("@pulumi/policy"));
    messages = sdk("@pulumi/pulumi/proto/analyzer_pb") as typeof messages;
  } catch {
    return;
  }
  const request = messages.AnalyzeStackRequest.prototype;
  const list = Object.getOwnPropertyDescriptor(request, "getResourcesList")?.value as (() => unknown[]) | undefined;
  if (list === undefined) return;
  request.getResourcesList = function (this: AnalyzeStackRequest) {
    run = { resources: [...list.call(this)] };
    return run.resources;
  };
}

/** The graph of the request that is being answered, built for the first policy that asks and kept for the others. */
export function graphFor(resources: StackValidationArgs["resources"]): Graph {
  if (resources.length === 0 && run?.graph !== undefined) return run.graph;
  const graph = graphOf(fromEngine(resources));
  if (run !== undefined) {
    run.graph = graph;
    // The SDK goes through this very list for each policy; the graph has all that was in it.
    run.resources.length = 0;
  }
  return graph;
}
