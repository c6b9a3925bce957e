import type { TaskSettings } from "./settings/settings";

/** A container beside that of the service. */
export type Sidecar = Readonly<TaskSettings["sidecars"][number]>;

/** Keys that describe how a container runs; the container of the service and a sidecar have them alike. */
export type ContainerSettings = Pick<
  Sidecar,
  | "image"
  | "environment"
  | "secrets"
  | "command"
  | "entryPoint"
  | "user"
  | "workingDirectory"
  | "readonlyRootFilesystem"
  | "writablePaths"
>;

/** The container of the service and its sidecars, in this order. */
const containersOf = (task: TaskSettings): readonly ContainerSettings[] => [task, ...task.sidecars];

/** Images of the containers of a task, each once. */
export const imagesOf = (task: TaskSettings): readonly string[] => [
  ...new Set(containersOf(task).map(({ image }) => image)),
];

/** ARNs of the secrets and parameters that the containers of a task read. */
export const secretsOf = (task: TaskSettings): readonly string[] =>
  containersOf(task).flatMap(({ secrets }) => Object.values(secrets));
