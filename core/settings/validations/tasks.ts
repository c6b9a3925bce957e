import type { Problem } from "../../problem";
import { ecrDomain, partitionOf } from "../../regions";
import { memoryMiBByCpu } from "../../../policies/graph/fargate-sizes";
import type { ServiceSettings, Settings, TaskSettings } from "../settings";
import { pathText, serviceAt } from "../config-path";
import { roleProblems } from "./roles";

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
      message: "has no effect on a service behind an existing load balancer",
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

function countProblem({ autoscaling, desiredCount }: TaskSettings): Omit<Problem, "where"> | undefined {
  if (autoscaling === undefined) return undefined;
  const { minCount, maxCount } = autoscaling;
  if (minCount > maxCount)
    return { message: `minCount ${minCount} is above maxCount ${maxCount}`, fix: "swap minCount and maxCount" };
  if (desiredCount >= minCount && desiredCount <= maxCount) return undefined;
  return {
    message: `desiredCount ${desiredCount} is outside minCount ${minCount} to maxCount ${maxCount}`,
    fix: "set desiredCount to a value in this range",
  };
}

function imageProblem(settings: Settings, service: ServiceSettings, image: string): Omit<Problem, "where"> | undefined {
  const vpc = settings.vpcs.find(({ name }) => name === service.vpc);
  if (image === "" || vpc?.kind !== "new" || vpc.nat !== "none") return undefined;
  const domain = ecrDomain(settings.region);
  if (settings.region === "" || new RegExp(`^\\d{12}\\.${domain.replaceAll(".", "\\.")}/`).test(image))
    return undefined;
  return {
    message: `got ${JSON.stringify(image)}; in a VPC without NAT, tasks can only pull from private ECR repositories in ${settings.region}, because public registries have no VPC endpoint`,
    fix: `push the image to <account>.${domain}, or set nat: single on the VPC`,
  };
}

function secretProblems(settings: Settings, task: TaskSettings): { key: string; message: string; fix: string }[] {
  return Object.entries(task.secrets).flatMap(([name, arn]) => {
    const key = pathText(["secrets", name]);
    const duplicate =
      name in task.environment
        ? [{ key, message: `${name} is also set in environment`, fix: "remove one of the two" }]
        : [];
    const [, partition = "", , region = ""] = arn.split(":");
    if (settings.region === "") return duplicate;
    const expected = partitionOf(settings.region);
    if (region === settings.region && partition !== expected) {
      const message = `has partition ${partition}; allowed in ${region}: ${expected}`;
      return [...duplicate, { key, message, fix: `begin the ARN with arn:${expected}:` }];
    }
    if (region === settings.region) return duplicate;
    return [
      ...duplicate,
      {
        key,
        message: `is in ${region}; allowed: a secret or parameter in ${settings.region}, the Region of the tasks`,
        fix: "replicate it to the stack's Region and name that ARN",
      },
    ];
  });
}

/** Problems in the tasks of the services: image, size, counts, secrets, roles and health check. */
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
    if (runtime.kind === "existing") continue;
    add("memoryMiB", sizeProblem(runtime.task));
    add("autoscaling", countProblem(runtime.task));
    add("image", imageProblem(settings, service, runtime.task.image));
    for (const secret of secretProblems(settings, runtime.task)) add(secret.key, secret);
    for (const role of roleProblems(settings, service.name, runtime.task)) add(role.key, role);
  }
  return problems;
}
