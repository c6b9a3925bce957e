import type { TaskSettings } from "./settings/settings";

/** Maximum number of tasks of a service: its autoscaling maximum, or its desired count. */
export const maxTasks = ({ autoscaling, desiredCount }: TaskSettings): number => autoscaling?.maxCount ?? desiredCount;

/** Maximum number of tasks during an update: a rolling deployment starts the new tasks before it stops the old ones. */
export const maxTasksInUpdate = (task: TaskSettings): number => maxTasks(task) * 2;
