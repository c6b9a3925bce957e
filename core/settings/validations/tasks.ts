import type { Problem } from "../../problem";
import { memoryMiBByCpu } from "../fargate-sizes";
import type { ServiceSettings, Settings, TaskSettings } from "../settings";
import { serviceAt } from "../config-path";

function runtimeProblems(settings: Settings): Problem[] {
  return settings.services.flatMap(({ name, runtime }) => {
    if (runtime.kind === "task") {
      if (runtime.task.image !== "") return [];
      const where = serviceAt(settings, name, "image");
      const fix = "add image, or existing if it already runs behind a balancer";
      return [{ where, message: "is missing; a service needs a container image", fix }];
    }
    return runtime.ignoredKeys.map((key) => ({
      where: serviceAt(settings, name, key),
      message: "has no effect on a service that already runs behind an existing balancer",
      fix: `remove ${key}, or remove existing to run the service here`,
    }));
  });
}

function sizeProblem(task: TaskSettings): Omit<Problem, "where"> | undefined {
  const offered = memoryMiBByCpu.get(task.cpu) ?? [];
  if (offered.includes(task.memoryMiB)) return undefined;
  return {
    message: `got ${task.memoryMiB}; Fargate offers with cpu ${task.cpu}: ${offered.join(", ")}`,
    fix: "choose one of them, or another cpu",
  };
}

function countProblem({ autoscaling, desiredCount }: TaskSettings): Omit<Problem, "where"> | undefined {
  if (autoscaling === undefined) return undefined;
  const { minCount, maxCount } = autoscaling;
  if (minCount > maxCount)
    return { message: `minCount ${minCount} is above maxCount ${maxCount}`, fix: "exchange them" };
  if (desiredCount >= minCount && desiredCount <= maxCount) return undefined;
  return {
    message: `desiredCount ${desiredCount} lies outside ${minCount} to ${maxCount}`,
    fix: "set desiredCount within the bounds",
  };
}

function imageProblem(settings: Settings, service: ServiceSettings, image: string): Omit<Problem, "where"> | undefined {
  const vpc = settings.vpcs.find(({ name }) => name === service.vpc);
  if (vpc?.kind !== "new" || vpc.nat !== "none") return undefined;
  const ecr = new RegExp(`^\\d{12}\\.dkr\\.ecr\\.${settings.region}\\.amazonaws\\.com(\\.cn)?/`);
  if (ecr.test(image)) return undefined;
  return {
    message: `got ${JSON.stringify(image)}; without NAT a task reaches only private ECR repositories in ${settings.region}, since public registries have no VPC endpoint`,
    fix: `push the image to <account>.dkr.ecr.${settings.region}.amazonaws.com, or give the VPC nat: single`,
  };
}

function secretProblems(settings: Settings, task: TaskSettings): { key: string; message: string; fix: string }[] {
  return Object.entries(task.secrets).flatMap(([name, arn]) => {
    const key = `secrets.${name}`;
    const doubled =
      name in task.environment ? [{ key, message: "stands in environment too", fix: "keep one of the two" }] : [];
    const region = arn.split(":")[3] ?? "";
    if (region === settings.region) return doubled;
    return [
      ...doubled,
      {
        key,
        message: `lies in ${region}; ECS reads secrets of ${settings.region} only`,
        fix: "replicate the secret to the stack's Region",
      },
    ];
  });
}

/** What ECS is asked to run: image, size, counts, secrets, health check. */
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
        fix: "shorten the timeout or lengthen the interval",
      });
    }
    if (runtime.kind === "existing") continue;
    add("memoryMiB", sizeProblem(runtime.task));
    add("autoscaling", countProblem(runtime.task));
    add("image", imageProblem(settings, service, runtime.task.image));
    for (const secret of secretProblems(settings, runtime.task)) add(secret.key, secret);
  }
  return problems;
}
