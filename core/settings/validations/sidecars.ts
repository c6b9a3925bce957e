import { repeats } from "../config-path";
import { proxyMemoryMiB } from "../../service-connect";
import type { ServiceSettings, Settings, TaskSettings } from "../settings";
import type { ProblemAt } from "./containers";

function nameProblems(service: string, { sidecars }: TaskSettings): ProblemAt[] {
  const same = sidecars.flatMap(({ name }, index) =>
    name === service
      ? [
          {
            key: `sidecars[${index}].name`,
            message: `${name} is the name of the service's own container`,
            fix: "rename the sidecar",
          },
        ]
      : [],
  );
  const twice = repeats(
    sidecars.map(({ name }, index) => ({ name, index })),
    ({ name }) => name,
  ).map(({ again }) => ({
    key: `sidecars[${again.index}].name`,
    message: `two sidecars are named ${again.name}`,
    fix: "rename one of them",
  }));
  return [...same, ...twice];
}

const calls = ({ runtime }: ServiceSettings) =>
  runtime.kind === "task"
    ? runtime.task.reaches.flatMap((reach) => (reach.kind === "service" ? [reach.service] : []))
    : [];

/** Whether a service calls others, or others call it, so that its tasks run the proxy of Service Connect. */
const isConnected = ({ services }: Settings, name: string) =>
  services.some((service) => calls(service).includes(name) || (service.name === name && calls(service).length > 0));

/**
 * ECS refuses a reservation of all containers above the memory of the task; the service's container needs some too.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
function memoryProblems({ memoryMiB, sidecars }: TaskSettings, proxyMiB: number): ProblemAt[] {
  const reserved = sidecars.reduce((sum, { memoryReservationMiB = 0 }) => sum + memoryReservationMiB, 0);
  const proxy = proxyMiB === 0 ? "" : ` beside ${proxyMiB} MiB of the Service Connect proxy`;
  return reserved === 0 || reserved + proxyMiB < memoryMiB
    ? []
    : [
        {
          key: "sidecars",
          message: `reserve ${reserved} MiB${proxy}; allowed: less than memoryMiB of the service (${memoryMiB}), which its own container shares`,
          fix: "lower memoryReservationMiB, or raise memoryMiB",
        },
      ];
}

/**
 * The SSM agent of ECS Exec writes into the container's file system.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-considerations
 */
const execProblems = ({ exec, readonlyRootFilesystem }: TaskSettings): ProblemAt[] =>
  exec && readonlyRootFilesystem
    ? [
        {
          key: "exec",
          message: "does not work with readonlyRootFilesystem: the agent of ECS Exec writes into the root file system",
          fix: "remove exec, or readonlyRootFilesystem while commands are needed",
        },
      ]
    : [];

/** Problems between the containers of a task: names, memory and ECS Exec. Their number is a quota of the plan. */
export const sidecarProblems = (
  settings: Settings,
  { name }: ServiceSettings,
  task: TaskSettings,
): readonly ProblemAt[] => [
  ...nameProblems(name, task),
  ...memoryProblems(task, isConnected(settings, name) ? proxyMemoryMiB : 0),
  ...execProblems(task),
];
