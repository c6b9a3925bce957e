import type { DeploymentNode } from "./plan";
import type { Deployment, ServiceSettings } from "./settings/settings";

/** A deployment in which ECS moves requests between two target groups. */
type Strategy = Deployment & { readonly strategy: DeploymentNode["strategy"] };

const moves = (deployment: Deployment): deployment is Strategy => deployment.strategy !== "rolling";

/** The deployment of a service in which ECS moves requests; undefined if its tasks are replaced one by one. */
export const strategyOf = ({ deployment }: Pick<ServiceSettings, "deployment">): Strategy | undefined =>
  deployment !== undefined && moves(deployment) ? deployment : undefined;

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
  const { strategy, alarms, leaving, bakeMinutes = defaultBakeMinutes } = given;
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
      hooks: hooksOf(given),
      ...(leaving === undefined ? {} : { leaving }),
    },
  };
}
