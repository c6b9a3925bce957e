import type { StrategyStep } from "../core/deployment-steps";
import type { OtherEdit } from "../core/other-edits";
import type { Problem } from "../core/problem";
import type { Headroom } from "../core/quotas/headroom";
import type { SwitchStep } from "../core/switch-step";
import type { UrlStep } from "../core/url-step";
import type { ResourceChanges } from "./resource-changes";

/** Version of what `switch --json` prints. */
export const switchVersion = "1";

/** A reason for which `switch --check` refuses an update, unless it is acknowledged. */
export interface SwitchProblem extends Problem {
  /** Id for `acknowledge`; absent where nothing can accept it. */
  readonly rule?: string;
  /** Reason of the acknowledgement in the stack file. */
  readonly acknowledged?: string;
}

/** Commands for one purpose, in their order. */
export interface Commands {
  readonly say: string;
  readonly type: readonly string[];
}

/** Fixed cost in USD per month. */
interface SwitchCost {
  /** Absent if nothing is deployed, or the deployed topologies have no plan with the present file. */
  readonly now?: number;
  readonly after: number;
  /** Cost when the other topology serves alone; absent without a step of a switch, and if `after` is that. */
  readonly finished?: number;
}

/** What of the resources an update changes. */
interface SwitchResources {
  readonly changes: ResourceChanges;
  /** Services whose tasks are replaced. */
  readonly redeployed: readonly string[];
}

/** What an update does to a deployed stack, as `switch --json` prints it. */
export interface SwitchResult {
  readonly version: typeof switchVersion;
  readonly stack: string;
  /** Whether `--check` succeeds: nothing is refused that is not acknowledged. */
  readonly accepted: boolean;
  readonly step: SwitchStep;
  /** Absent if nothing is deployed. */
  readonly url?: UrlStep;
  readonly strategies: readonly StrategyStep[];
  /** Edits of the stack file beside its topologies and strategies. */
  readonly otherEdits: readonly OtherEdit[];
  readonly refused: readonly SwitchProblem[];
  /** Absent if nothing is deployed, or the deployed topologies have no plan with the present file. */
  readonly resources?: SwitchResources;
  /** Quotas that are used to `headroomPercent` or more while all topologies of the step exist. */
  readonly quotas: readonly Headroom[];
  readonly cost: SwitchCost;
  readonly minutes: {
    /** If every deployment succeeds at once. */
    readonly usual: number;
    /** The longest wait for services, if one fails and is rolled back. */
    readonly longestWait: number;
  };
  readonly next: readonly Commands[];
  readonly back: readonly Commands[];
  readonly notes: readonly string[];
}

/**
 * Inputs of an ECS service whose change starts a deployment.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
const deploying = [
  "taskDefinition",
  "networkConfiguration",
  "loadBalancers",
  "serviceRegistries",
  "platformVersion",
  "serviceConnectConfiguration",
  "capacityProviderStrategies",
];

/** Names of the ECS services whose tasks an update replaces. */
export function redeployedServices({ updated, replaced }: ResourceChanges): readonly string[] {
  const isService = ({ resource }: ResourceChanges["updated"][number]) => resource.type === "aws:ecs/service:Service";
  const started = updated.filter(({ inputs }) => inputs.some((input) => deploying.includes(input)));
  return [...started, ...replaced].filter(isService).map(({ resource }) => resource.name);
}
