import type { DeploymentNode } from "./plan";
import type { Deployment, ServiceSettings } from "./settings/settings";

/** A deployment in which ECS moves requests between two target groups. */
type Strategy = Deployment & { readonly strategy: DeploymentNode["strategy"] };

const moves = (deployment: Deployment): deployment is Strategy => deployment.strategy !== "rolling";

/** The deployment of a service in which ECS moves requests; undefined if its tasks are replaced one by one. */
export const strategyOf = ({ deployment }: Pick<ServiceSettings, "deployment">): Strategy | undefined =>
  deployment !== undefined && moves(deployment) ? deployment : undefined;

/** Whether ECS moves requests in a deployment: the strategy has begun, and is not left. */
export const movesRequests = ({ entering, leaving }: DeploymentNode): boolean =>
  entering === undefined && leaving === undefined;

/** Whether tasks of the service register in the alternate target group: the strategy has begun, and is not left in full. */
export const usesAlternate = (deployment: DeploymentNode): boolean =>
  movesRequests(deployment) || deployment.leaving === "both";

/** Whether ECS looks at the alarms of a service in a deployment. */
export const looksAtAlarms = (deployment: DeploymentNode): boolean =>
  movesRequests(deployment) && deployment.alarmsOff === undefined;

/**
 * Defaults of ECS, by strategy.
 * Sources: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html
 */
const steps = { linear: { percent: 10, stepMinutes: 6 }, canary: { percent: 5, stepMinutes: 10 } } as const;

const defaultBakeMinutes = 5;

const hooksOf = ({ hooks }: Strategy): DeploymentNode["hooks"] =>
  hooks.flatMap(({ lambda, pause, stages }) => [
    ...(lambda === undefined ? [] : [{ lambda, stages }]),
    ...(pause === undefined ? [] : [{ pause, stages }]),
  ]);

/** The node of the deployments of a service; nothing if its tasks are replaced one by one. */
export function deploymentOf(service: ServiceSettings): { readonly deployment?: DeploymentNode } {
  const given = strategyOf(service);
  if (given === undefined) return {};
  const { strategy, alarms, entering, leaving, bakeMinutes = defaultBakeMinutes } = given;
  const defaults = strategy === "blueGreen" ? undefined : steps[strategy];
  return {
    deployment: {
      strategy,
      ...(defaults === undefined
        ? {}
        : { percent: given.percent ?? defaults.percent, stepMinutes: given.stepMinutes ?? defaults.stepMinutes }),
      bakeMinutes,
      alarmNames: alarms?.names ?? [],
      ...(alarms?.errorPercent === undefined ? {} : { errorPercent: alarms.errorPercent }),
      ...(alarms?.enabled === false ? { alarmsOff: true } : {}),
      hooks: hooksOf(given),
      ...(entering ? { entering: true } : {}),
      ...(leaving === undefined ? {} : { leaving }),
    },
  };
}

/** What the outputs say about the deployments of a service, so that the next update can be compared with it. */
export interface StatedDeployment extends Pick<DeploymentNode, "strategy" | "entering" | "leaving"> {
  /** Whether ECS looks at the alarms; absent without alarms. */
  readonly alarms?: "on" | "off";
  /** Name of the primary target group. */
  readonly targetGroup: string;
}

/** @param targetGroup - name of the primary target group of the service */
export function statedDeployment(deployment: DeploymentNode, targetGroup: string): StatedDeployment {
  const { strategy, entering, leaving, alarmNames, errorPercent } = deployment;
  const hasAlarms = alarmNames.length > 0 || errorPercent !== undefined;
  return {
    strategy,
    ...(entering === undefined ? {} : { entering }),
    ...(leaving === undefined ? {} : { leaving }),
    ...(hasAlarms ? { alarms: looksAtAlarms(deployment) ? "on" : "off" } : {}),
    targetGroup,
  };
}
