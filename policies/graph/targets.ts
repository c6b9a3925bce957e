import { attachedBalancer, attachmentsOf, servicesOf } from "./forwarding";
import type { Graph } from "./graph";
import type { Resource } from "./resource";
import { mostTasks } from "./tasks";
import { known, readString } from "./value";

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Number of tasks of a target group at their autoscaling maximum. */
const tasksOf = (graph: Graph, group: Resource): number =>
  sum(servicesOf(graph, group).map((service) => mostTasks(graph, service)));

/** Number of targets of a target group: tasks at their maximum, and attachments. */
export const targetsOf = (graph: Graph, group: Resource): number =>
  tasksOf(graph, group) + attachmentsOf(graph, group).length;

/**
 * Attachments of a target group that register an ALB. The target group states its type; where it does not, the ARN of
 * the target shows it.
 */
export const albAttachmentsOf = (graph: Graph, group: Resource): readonly Resource[] =>
  attachmentsOf(graph, group).filter((attachment) => {
    if (known(readString(group, "targetType")) === "alb") return true;
    const target = attachedBalancer(graph, attachment);
    return target.kind === "resource" || (target.kind === "id" && target.id.includes(":loadbalancer/app/"));
  });
