import type { Plan } from "./plan";
import { targetGroups } from "./plan-queries";

/** A service with a new target group, to whose targets an update may send requests before they are healthy. */
export interface Unwaited {
  readonly service: string;
  /** Why: the service has `wait: false`, or its targets are in another account, which no ECS service waits for. */
  readonly why: "wait" | "endpoint";
}

/** Services that get other target groups by an update which does not wait until the targets are healthy there. */
export function unwaitedServices(before: Plan, after: Plan): readonly Unwaited[] {
  const old = new Set(targetGroups(before).map(({ targetGroup }) => targetGroup.name));
  const unawaited = new Set(after.services.filter(({ wait }) => !wait).map(({ name }) => name));
  const found = targetGroups(after).flatMap(({ targetGroup: { name, target } }): Unwaited[] => {
    if (old.has(name)) return [];
    if (target.kind === "endpoint") return [{ service: target.service, why: "endpoint" }];
    return target.kind === "service" && unawaited.has(target.service) ? [{ service: target.service, why: "wait" }] : [];
  });
  return [...new Map(found.map((one) => [one.service, one])).values()];
}
