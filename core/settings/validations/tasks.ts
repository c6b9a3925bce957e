import type { Problem } from "../../problem";
import { memoryMiBByCpu } from "../../../policies/graph/fargate-sizes";
import type { Settings, TaskSettings } from "../settings";
import { serviceAt } from "../config-path";
import { autoscalingProblems } from "./autoscaling";
import { containerProblems } from "./containers";
import { roleProblems } from "./roles";
import { sidecarProblems } from "./sidecars";

function runtimeProblems(settings: Settings): Problem[] {
  return settings.services.flatMap(({ name, runtime }) => {
    if (runtime.kind === "task") {
      if (runtime.task.image !== "") return [];
      const where = serviceAt(settings, name, "image");
      const fix = "add image, or add existing if the service already runs behind a load balancer";
      return [{ where, message: "is missing; a service needs a container image", fix }];
    }
    return runtime.ignoredKeys.map((key) => ({
      where: serviceAt(settings, name, key),
      message: `has no effect on a service behind an ${runtime.kind === "existing" ? "existing load balancer" : "endpoint service"}`,
      fix: `remove ${key}, or remove existing to run the service in this stack`,
    }));
  });
}

function sizeProblem(task: TaskSettings): Omit<Problem, "where"> | undefined {
  const offered = memoryMiBByCpu.get(task.cpu) ?? [];
  if (offered.includes(task.memoryMiB)) return undefined;
  return {
    message: `got ${task.memoryMiB}; allowed with cpu ${task.cpu}: ${offered.join(", ")}`,
    fix: "choose one of these values, or change cpu",
  };
}

/** Problems in the tasks of the services: image, size, autoscaling, containers, roles and health check. */
export function taskProblems(settings: Settings): Problem[] {
  const problems = runtimeProblems(settings);
  for (const service of settings.services) {
    const add = (key: string, problem: { message: string; fix: string } | undefined) => {
      if (problem !== undefined)
        problems.push({ where: serviceAt(settings, service.name, key), message: problem.message, fix: problem.fix });
    };
    const { healthCheck, runtime } = service;
    if (healthCheck.timeoutSeconds >= healthCheck.intervalSeconds) {
      add("healthCheck.timeoutSeconds", {
        message: `got ${healthCheck.timeoutSeconds}; allowed: less than intervalSeconds (${healthCheck.intervalSeconds})`,
        fix: "lower timeoutSeconds or raise intervalSeconds",
      });
    }
    if (runtime.kind !== "task") continue;
    add("memoryMiB", sizeProblem(runtime.task));
    const others = [
      ...autoscalingProblems(settings, service, runtime.task),
      ...containerProblems(settings, service, runtime.task),
      ...sidecarProblems(settings, service, runtime.task),
      ...roleProblems(settings, service.name, runtime.task),
    ];
    for (const problem of others) add(problem.key, problem);
  }
  return problems;
}
