import type { TaskSettings } from "./settings/settings";

/** Tasks that a service may have: its autoscaling maximum, else its desired count. */
export const maxTasks = ({ autoscaling, desiredCount }: TaskSettings): number => autoscaling?.maxCount ?? desiredCount;

/** Tasks that may run during an update: a rolling deployment starts the new ones beside the old. */
export const maxTasksInUpdate = (task: TaskSettings): number => maxTasks(task) * 2;
