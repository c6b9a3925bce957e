import type { ServiceNode } from "../core/plan";

/** Name of the volume of one of a container's writable paths. A volume lives and ends with its task. */
export const volumeName = (container: string, index: number): string => `${container}-writable-${index + 1}`;

/**
 * Volumes of a task: one on its ephemeral storage for each writable path of its containers. Such a volume belongs to root
 * unless the image has the directory with another owner, declared as `VOLUME`.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
 */
export const volumesOf = ({ name, task }: ServiceNode): { readonly name: string }[] =>
  [{ name, writablePaths: task.writablePaths }, ...task.sidecars].flatMap((container) =>
    container.writablePaths.map((_, index) => ({ name: volumeName(container.name, index) })),
  );
