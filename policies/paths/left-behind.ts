import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { pairsGovernedAt, pairsWith } from "../graph/strategies";
import { shiftsOf } from "../graph/traffic-shifts";
import { hopNames } from "../hops";
import { hopOf } from "./actions";
import type { Choice } from "./rule-choice";
import type { Trace } from "./trace";
import { broken, undetermined } from "./trace";

/**
 * The trace at a listener or rule that goes on forwarding to a target group whose tasks deployments move to another one:
 * ECS changes the weights of the production and test rule only.
 */
export function leftBehind(graph: Graph, choice: Choice, group: Resource): Trace | undefined {
  const { owner } = choice;
  const { by, undetermined: open, unnamed } = shiftsOf(graph);
  const [pair] = pairsWith(graph, group);
  if (pair === undefined || by.has(owner.urn) || unnamed.has(pair.service.urn)) return undefined;
  const { service } = pair;
  if (open.has(service.urn))
    return undetermined(
      hopOf(choice),
      owner,
      `whether deployments of ECS service ${service.name} change ${labelOf(owner)}`,
    );
  const wrong = `${labelOf(owner)} forwards to target group ${group.name}, but deployments of ECS service ${service.name} move its tasks to another target group and do not change this ${hopNames[hopOf(choice)]}`;
  const fix = `Forward with the production rule of service ${service.name}, or give it strategy ROLLING.`;
  return broken(hopOf(choice), owner, wrong, fix);
}

/**
 * The trace at a listener or rule whose own answer ends requests. Where ECS moves requests, it has to forward them:
 * its answer breaks the request path, even if requests with the header of tests reach the service.
 */
export function endedBy(graph: Graph, { owner, ...choice }: Choice, trace: Trace): Trace {
  const pair = pairsGovernedAt(graph, owner).find(({ forwarders }) => forwarders.exact);
  const [answer] = trace.answers;
  if (pair === undefined || answer === undefined) return trace;
  const wrong = `${answer.wrong}, but deployments of ECS service ${pair.service.name} move requests with it`;
  const fix = `Forward to both target groups of service ${pair.service.name}.`;
  return broken(hopOf({ owner, ...choice }), owner, wrong, fix);
}
