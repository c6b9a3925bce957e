import { attachmentsOf, servicesOf, targetGroupsOfBalancer } from "./forwarding";
import type { Graph } from "./graph";
import { resourcesIn } from "./references";
import type { Resource } from "./resource";
import { mostTasks } from "./tasks";

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Number of tasks of a target group at their autoscaling maximum. */
export const tasksOf = (graph: Graph, group: Resource): number =>
  sum(servicesOf(graph, group).map((service) => mostTasks(graph, service)));

/** Number of targets of a target group: tasks at their maximum, and attachments. */
export const targetsOf = (graph: Graph, group: Resource): number =>
  tasksOf(graph, group) + attachmentsOf(graph, group).length;

/** Target groups in the stack that a load balancer forwards to. */
export const groupsOf = (graph: Graph, balancer: Resource): readonly Resource[] =>
  resourcesIn(targetGroupsOfBalancer(graph, balancer));

/** Number of targets of a load balancer; a target in two target groups counts twice, as AWS counts. */
export const targetsOfBalancer = (graph: Graph, balancer: Resource): number =>
  sum(groupsOf(graph, balancer).map((group) => targetsOf(graph, group)));
