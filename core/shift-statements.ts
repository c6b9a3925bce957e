import type { DeploymentNode } from "./plan";
import type { Statement } from "./task-statements";
import { allow } from "./task-statements";

/** ARNs of what ECS changes when it moves the requests of a service. */
export interface Shifted {
  /** The target group and its alternate. */
  readonly targetGroups: readonly string[];
  readonly listener: string;
  /** Listener rules; none behind an NLB. */
  readonly rules: readonly string[];
}

const loadBalancing = (...names: readonly string[]) => names.map((name) => `elasticloadbalancing:${name}`);

/**
 * What ECS may do with the load balancer of a service: as in AWS's sample, with the rules named.
 * Source: https://github.com/aws-samples/sample-amazon-ecs-blue-green-deployment-patterns
 */
export const shiftStatements = ({ targetGroups, listener, rules }: Shifted): readonly Statement[] => [
  allow(loadBalancing("DescribeListeners", "DescribeRules", "DescribeTargetGroups", "DescribeTargetHealth"), "*"),
  allow(loadBalancing("DeregisterTargets", "RegisterTargets"), targetGroups),
  allow(loadBalancing("ModifyListener"), [listener]),
  ...(rules.length === 0 ? [] : [allow(loadBalancing("ModifyRule"), rules)]),
];

/** Functions that ECS asks during the deployments of a service, each once. */
export const hookFunctions = ({ hooks }: DeploymentNode): readonly string[] => [
  ...new Set(hooks.flatMap((hook) => ("lambda" in hook ? [hook.lambda] : []))),
];

/** What ECS may do with these functions. */
export const hookStatements = (functions: readonly string[]): readonly Statement[] => [
  allow(["lambda:InvokeFunction"], functions),
];
