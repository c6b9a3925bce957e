import { topologyTraits } from "../../topology-traits";
import type { ServiceSettings, Settings, TaskSettings } from "../settings";
import type { ProblemAt } from "./containers";

function countProblems({ autoscaling, desiredCount }: TaskSettings): ProblemAt[] {
  if (autoscaling === undefined) return [];
  const key = "autoscaling";
  const { minCount, maxCount } = autoscaling;
  if (minCount > maxCount)
    return [{ key, message: `minCount ${minCount} is above maxCount ${maxCount}`, fix: "swap minCount and maxCount" }];
  if (desiredCount >= minCount && desiredCount <= maxCount) return [];
  return [
    {
      key,
      message: `desiredCount ${desiredCount} is outside minCount ${minCount} to maxCount ${maxCount}`,
      fix: "set desiredCount to a value in this range",
    },
  ];
}

const names = { nlb: "an NLB", cloudMap: "Cloud Map" } as const;

type WithoutRequests = Pick<ProblemAt, "message" | "fix">;

const behind = (place: string, fix: string): WithoutRequests => ({
  message: `counts requests of an ALB only, and the tasks are behind ${place}`,
  fix: `use cpuPercent or memoryPercent, or ${fix}`,
});

/** Why the tasks have no count of requests per target; undefined behind ALBs alone. */
function withoutRequests({ option }: Settings, { balancer, standby }: ServiceSettings): WithoutRequests | undefined {
  const { entry } = topologyTraits[option];
  if (entry === "nlb")
    return behind(`an NLB (option ${option})`, "option 1, 4 or 5, where the tasks are behind an ALB");
  if (entry === "nlbToAlb") return undefined;
  if (balancer === "nlb" || balancer === "cloudMap") return behind(names[balancer], "balancer: alb");
  const second = standby?.balancer;
  if (second !== "nlb" && second !== "cloudMap") return undefined;
  return {
    message: `counts requests of an ALB only, and with standby the tasks are also behind ${names[second]}`,
    fix: "use cpuPercent or memoryPercent before the service moves there, or remove standby",
  };
}

function requestProblems(settings: Settings, service: ServiceSettings, { autoscaling }: TaskSettings): ProblemAt[] {
  const fault = autoscaling?.requestsPerTarget === undefined ? undefined : withoutRequests(settings, service);
  return fault === undefined ? [] : [{ key: "autoscaling.requestsPerTarget", ...fault }];
}

/** Problems in the bounds and signals of autoscaling. */
export const autoscalingProblems = (
  settings: Settings,
  service: ServiceSettings,
  task: TaskSettings,
): readonly ProblemAt[] => [...countProblems(task), ...requestProblems(settings, service, task)];
