import { attachmentsOf, servicesOf, targetGroupsOfBalancer } from "./forwarding";
import type { Graph } from "./graph";
import { resourcesIn } from "./references";
import type { Resource } from "./resource";
import { mostTasks } from "./tasks";

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** Tasks of a target group at their autoscaling maximum. */
export const tasksOf = (graph: Graph, group: Resource): number =>
  sum(servicesOf(graph, group).map((service) => mostTasks(graph, service)));

/** Targets of a target group: tasks at their maximum, and what is attached one by one. */
export const targetsOf = (graph: Graph, group: Resource): number =>
  tasksOf(graph, group) + attachmentsOf(graph, group).length;

/** Target groups of the stack that a balancer forwards to. */
export const groupsOf = (graph: Graph, balancer: Resource): readonly Resource[] =>
  resourcesIn(targetGroupsOfBalancer(graph, balancer));

/** Targets of all target groups of a balancer; one in two groups counts twice, as AWS counts. */
export const targetsOfBalancer = (graph: Graph, balancer: Resource): number =>
  sum(groupsOf(graph, balancer).map((group) => targetsOf(graph, group)));
