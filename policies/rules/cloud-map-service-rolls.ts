import { shifterOf } from "../graph/traffic-shifts";
import { isSet } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/**
 * Managed traffic shifting works with load balancers, Service Connect and VPC Lattice. CodeDeploy and external
 * controllers have rules of their own.
 */
export const cloudMapServiceRolls = resourceRule({
  id: "cloud-map-service-rolls",
  displayName: "Cloud Map services roll",
  description:
    "An ECS service that registers in Cloud Map has the strategy ROLLING: ECS shifts no requests of Cloud Map, which finds the tasks of both revisions during a deployment.",
  severity: "high",
  remediation: "Set deploymentConfiguration.strategy to ROLLING, or put a load balancer in front of the service.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html",
  tags: ["safety", "cloud-map"],
  kinds: ["ecsService"],
  about: (_, service) => isSet(service, "serviceRegistries"),
  none: "no ECS service registers in Cloud Map",
  judge: (_, service) => {
    const shifter = shifterOf(service);
    if (shifter === "other" && isSet(service, "deploymentConfiguration.strategy"))
      return [
        undetermined(service, `the deployment strategy of ECS service ${service.name}, which registers in Cloud Map`),
      ];
    return shifter === "ECS"
      ? [
          violation(
            service,
            `ECS service ${service.name} registers in Cloud Map, but its strategy is not ROLLING: requests reach the tasks of both revisions`,
          ),
        ]
      : [];
  },
});
