import type { Existing, Lookup } from "./existing";
import { governedBy, withWeights } from "./live-weights";
import type { MicroStep } from "./live-state";
import { withRevision } from "./revision";
import { revisionOf } from "./task-steps";

/** After a rollback ECS describes the service with the revision that it went back to. */
function shownService(account: Lookup, service: string, { state }: MicroStep): readonly Existing[] {
  if (state.deployment.status !== "ROLLBACK_IN_PROGRESS") return [];
  const revision = revisionOf(state, state.deployment.target);
  return account
    .where("aws:ecs/service:Service", "arn", service)
    .map((resource) => ({ ...resource, inputs: withRevision(resource.inputs, revision) }));
}

/** Resources that a micro-step of an ECS service changes: the service, and the actions by which it shifts requests. */
export const changedByStep = (account: Lookup, service: string, step: MicroStep): readonly Existing[] => [
  ...shownService(account, service, step),
  ...(step.weightings ?? []).flatMap(({ at, weights }) => {
    const governed = governedBy(account, at);
    return governed === undefined ? [] : [withWeights(governed, weights)];
  }),
];
