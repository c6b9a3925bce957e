import type { Plan } from "../../core/plan";
import type { WatchedHop } from "../../core/plan-operation";
import { targetGroups } from "../../core/plan-queries";
import { count } from "../words";

/** Services whose targets each target group has; that of an ALB has none. */
const servicesByGroup = (plan: Plan): ReadonlyMap<string, string> =>
  new Map(
    targetGroups(plan).flatMap(({ targetGroup: { name, target } }) =>
      target.kind === "alb" ? [] : [[name, target.service] as const],
    ),
  );

/** Id of the box of a hop, if it has one. A target group is shown with its service, and the account has no box. */
function boxOf({ kind, name }: WatchedHop, services: ReadonlyMap<string, string>): string | undefined {
  switch (kind) {
    case "stage":
      return `api-${name}`;
    case "loadBalancer":
      return `balancer-${name}`;
    case "targetGroup": {
      const service = services.get(name);
      return service === undefined ? undefined : `service-${service}`;
    }
    case "task":
      return `service-${name}`;
    case "account":
      return undefined;
  }
}

/** Numbers of the alarms that watch what each box of the diagram shows, by its id; a box without alarms is absent. */
export function alarmsByBox(plan: Plan): ReadonlyMap<string, number> {
  const services = servicesByGroup(plan);
  const numbers = new Map<string, number>();
  for (const { hop } of plan.alarms) {
    const box = boxOf(hop, services);
    if (box !== undefined) numbers.set(box, (numbers.get(box) ?? 0) + 1);
  }
  return numbers;
}

/** What a drawing says of the alarms of a box: nothing, or for example `4 alarms`. */
export const alarmWords = ({ alarms }: { readonly alarms?: number }): readonly string[] =>
  alarms === undefined ? [] : [count(alarms, "alarm")];
