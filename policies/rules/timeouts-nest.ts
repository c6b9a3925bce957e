import { reachedBy } from "../graph/apis";
import { defaultAlbIdleSeconds } from "../graph/aws-defaults";
import { calledListeners, readersOf } from "../graph/called-listeners";
import { albsBehindNlb } from "../graph/forwarding";
import { groupBy, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { balancerOf, balancerType } from "../graph/load-balancers";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { silentSeconds } from "../graph/timeouts";
import { integrationKinds } from "../graph/unread";
import { known, readNumber } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** The ALBs behind a listener, or the load balancer of the listener itself. */
const readingBalancers = (graph: Graph, listener: Resource): readonly Resource[] =>
  readersOf(graph, listener).flatMap((reader) => resourceOf(balancerOf(graph, reader)) ?? []);

/**
 * Load balancers that wait for the answer to a request of an integration. Behind an NLB, these are the ALBs of the port
 * that the integration calls; if that is unknown, the only ALB.
 */
function waitingBalancers(graph: Graph, integration: Resource): readonly Resource[] {
  const direct = reachedBy(graph, integration);
  const called = calledListeners(graph, integration);
  if (called.length > 0) return [...direct, ...called.flatMap((listener) => readingBalancers(graph, listener))];
  const behind = direct.map((nlb) => albsBehindNlb(graph, nlb));
  return [...direct, ...behind.flatMap((albs) => (albs.length === 1 ? albs : []))];
}

/** Waits of integrations by the URN of each load balancer that waits too, the longest first. */
const waits = perGraph((graph) => {
  const all = integrationKinds
    .flatMap((kind) => ofKind(graph, kind))
    .flatMap((integration) => {
      const seconds = silentSeconds(graph, integration);
      if (seconds === undefined) return [];
      const { name } = integration;
      return waitingBalancers(graph, integration).map(({ urn }) => ({ urn, name, seconds }));
    });
  return groupBy(
    all.sort((a, b) => b.seconds - a.seconds),
    ({ urn }) => urn,
  );
});

/** An idle timeout of the same length may end a request at the last moment with 504 of the load balancer. */
export const timeoutsNest = resourceRule({
  id: "timeouts-nest",
  displayName: "Load balancers wait longer than API Gateway",
  description:
    "An ALB keeps an idle connection for longer than an integration waits for an answer; otherwise it ends slow requests first.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Raise idleTimeout of the load balancer above the timeout of the integration.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
  tags: ["path", "balancer"],
  kinds: ["loadBalancer"],
  about: (graph, balancer) => balancerType(balancer) === "application" && waits(graph).has(balancer.urn),
  none: "no integration of the stack reaches an ALB of the stack",
  judge: (graph, balancer) => {
    const [longest] = waits(graph).get(balancer.urn) ?? [];
    const idle = readNumber(balancer, "idleTimeout");
    if (longest === undefined) return [];
    if (idle.kind === "unknown") return [undetermined(balancer, `idleTimeout of ${labelOf(balancer)}`)];
    const seconds = known(idle) ?? defaultAlbIdleSeconds;
    if (seconds > longest.seconds) return [];
    const wrong = `${labelOf(balancer)} ends idle connections after ${seconds} s, but integration ${longest.name} waits ${longest.seconds} s`;
    return [violation(balancer, wrong, `Set idleTimeout to more than ${longest.seconds}.`)];
  },
});
