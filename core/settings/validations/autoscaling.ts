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

/** What the tasks are registered with that has no count of requests per target; undefined behind ALBs alone. */
function withoutRequests({ option }: Settings, { balancer, standby }: ServiceSettings): string | undefined {
  const { entry } = topologyTraits[option];
  if (entry === "nlb") return `an NLB (option ${option})`;
  if (entry === "nlbToAlb") return undefined;
  const other = [balancer, standby?.balancer].find((wanted) => wanted === "nlb" || wanted === "cloudMap");
  return other && names[other];
}

function requestProblems(settings: Settings, service: ServiceSettings, { autoscaling }: TaskSettings): ProblemAt[] {
  const where = autoscaling?.requestsPerTarget === undefined ? undefined : withoutRequests(settings, service);
  if (where === undefined) return [];
  const message = `counts requests of an ALB only, and the tasks are behind ${where}`;
  const fix =
    topologyTraits[settings.option].entry === "nlb"
      ? "use cpuPercent or memoryPercent, or option 1, 4 or 5, where the tasks are behind an ALB"
      : "use cpuPercent or memoryPercent, or balancer: alb";
  return [{ key: "autoscaling.requestsPerTarget", message, fix }];
}

/** Problems in the bounds and signals of autoscaling. */
export const autoscalingProblems = (
  settings: Settings,
  service: ServiceSettings,
  task: TaskSettings,
): readonly ProblemAt[] => [...countProblems(task), ...requestProblems(settings, service, task)];
