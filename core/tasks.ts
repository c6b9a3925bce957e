import type { TaskSettings } from "./settings/settings";

/** Number of tasks that always run: the autoscaling minimum, or the desired count. */
export const leastTasks = ({ autoscaling, desiredCount }: TaskSettings): number =>
  autoscaling?.minCount ?? desiredCount;

/** Maximum number of tasks of a service: its autoscaling maximum, or its desired count. */
export const maxTasks = ({ autoscaling, desiredCount }: TaskSettings): number => autoscaling?.maxCount ?? desiredCount;

/** Maximum number of tasks during an update: a rolling deployment starts the new tasks before it stops the old ones. */
export const maxTasksInUpdate = (task: TaskSettings): number => maxTasks(task) * 2;

/** Tasks that each revision of a service with `capacity: spot` keeps on demand. */
export const spotBase = 1;

/** Numbers of tasks by capacity. */
export interface TasksByCapacity {
  readonly onDemand: number;
  readonly spot: number;
}

/** Divides a number of tasks between on-demand and Spot capacity. @param base - tasks on demand if the service uses Spot */
const byCapacity = ({ capacity }: TaskSettings, count: number, base: number): TasksByCapacity => {
  const onDemand = capacity === "spot" ? Math.min(base, count) : count;
  return { onDemand, spot: count - onDemand };
};

/** The tasks that always run, by capacity. */
export const leastTasksByCapacity = (task: TaskSettings): TasksByCapacity =>
  byCapacity(task, leastTasks(task), spotBase);

/** The tasks at the maximum during an update, by capacity: the old and the new revision run side by side. */
export const maxTasksInUpdateByCapacity = (task: TaskSettings): TasksByCapacity =>
  byCapacity(task, maxTasksInUpdate(task), spotBase * 2);
