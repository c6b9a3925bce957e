import { createRequire } from "node:module";
import type { StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";

import { fromEngine } from "../graph/engine";
import { graphOf } from "../graph/graph";
import type { Graph } from "../graph/graph";

/** One request of the engine: the list that the SDK iterates for each policy, and the graph of its resources. */
interface AnalyzeRequest {
  readonly resources: readonly unknown[];
  graph?: Graph;
  /** The SDK has read an own policy and is about to build resources for it. */
  ownTurn: boolean;
}
let request: AnalyzeRequest | undefined;

interface AnalyzeStackRequest {
  getResourcesList(): unknown[];
}

/**
 * A list that is empty when the SDK iterates it for an own policy and the graph exists already. Foreign policies of the
 * same pack get all resources. Only the iteration differs: the SDK also searches the list for types.
 */
function listFor(analyzed: AnalyzeRequest): unknown[] {
  const list = [...analyzed.resources];
  list[Symbol.iterator] = () => {
    const skip = analyzed.ownTurn && analyzed.graph !== undefined;
    analyzed.ownTurn = false;
    return (skip ? [] : analyzed.resources)[Symbol.iterator]();
  };
  return list;
}

/**
 * Records the start of each request. The SDK rebuilds all resources for every stack policy, which at 300 services takes
 * many times as long as all rules (`npm run bench`). With this hook, it builds them once for the own policies. With an
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
    request = { resources: [...list.call(this)], ownTurn: false };
    return listFor(request);
  };
}

/**
 * Marks a policy as own. The SDK reads `validateStack` of each policy before it builds the resources for it, and again
 * to call it; the call ends the turn. A copy of the policy loses the mark and gets all resources.
 */
export function ownPolicy({ validateStack, ...policy }: StackValidationPolicy): StackValidationPolicy {
  const turn = (own: boolean) => {
    if (request !== undefined) request.ownTurn = own;
  };
  const validate: typeof validateStack = (args, reportViolation) => {
    turn(false);
    return validateStack(args, reportViolation);
  };
  return {
    ...policy,
    get validateStack() {
      turn(true);
      return validate;
    },
  };
}

/** Returns the graph of the current request; built for the first own policy and reused for the others. */
export function graphFor(resources: StackValidationArgs["resources"]): Graph {
  const known = request?.graph;
  // A copy of an own policy gets all resources of the request again.
  if (known !== undefined && [0, request?.resources.length].includes(resources.length)) return known;
  const graph = graphOf(fromEngine(resources));
  if (request?.resources.length === resources.length) request.graph = graph;
  return graph;
}
