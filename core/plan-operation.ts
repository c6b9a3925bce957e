import type { QuotaKey } from "../policies/quotas";
import type { Settings } from "./settings/settings";

/** Part of a request path that an alarm watches, by its name in the plan. */
export interface WatchedHop {
  readonly kind: "stage" | "loadBalancer" | "targetGroup" | "task" | "account";
  readonly name: string;
}

/** Value of a dimension: a text, or a property of a resource that the plan names. */
export type Dimension =
  | string
  | {
      readonly of: "apiId" | "apiName" | "loadBalancer" | "targetGroup" | "cluster" | "service";
      readonly name: string;
    };

/** One metric of CloudWatch, as an alarm or the dashboard reads it. */
export interface MetricNode {
  /** Name in the expression of an alarm. */
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, Dimension>>;
  /** For example `Sum` or `p99`. */
  readonly statistic: string;
  readonly periodSeconds: number;
}

/** An alarm of CloudWatch. */
export interface AlarmNode {
  readonly name: string;
  /** ARN of the SNS topic that it notifies. */
  readonly topic: string;
  readonly hop: WatchedHop;
  /** What it means, in one sentence. */
  readonly description: string;
  readonly metrics: readonly MetricNode[];
  /** Metric math over the ids of `metrics`; absent if the alarm has one metric only. */
  readonly expression?: string;
  /** What the expression gives, for people; absent without one. */
  readonly label?: string;
  readonly comparison: "above" | "atLeast" | "below";
  readonly threshold: number;
  /** Periods that are looked at, and how many of them must breach. */
  readonly periods: number;
  readonly breaching: number;
  /**
   * What periods without a datapoint are: good; nothing, so that the state stays; or, if there are no others, a state of
   * their own, `INSUFFICIENT_DATA`, of which the topic is notified when it begins. A new alarm begins in it without notice.
   */
  readonly missing: "notBreaching" | "ignore" | "missing";
}

/** What one stack has for its whole account and Region, beside the role for logs and the alarms on quotas. */
export interface AccountNode {
  readonly name: string;
  /** Increases that are requested of AWS. */
  readonly quotaRequests: readonly { readonly quota: QuotaKey; readonly value: number }[];
  /** Whether a function counts the VPC links. */
  readonly linkCounter: boolean;
  /** Names of the other stacks of the account and Region. */
  readonly stacks: readonly string[];
}

/** A function that sends one request a day through each VPC link V2. */
export interface KeepAwakeNode {
  readonly name: string;
  /** An open path of a service behind each link. */
  readonly requests: readonly { readonly link: string; readonly path: string }[];
}

/** How a stack is looked after. */
export interface OperationPlan {
  readonly alarms: readonly AlarmNode[];
  /** Name of what has the alarms and the dashboard; absent if there are none. */
  readonly monitoring?: string;
  /** Name of the dashboard; absent if there is none. */
  readonly dashboard?: string;
  /** Metrics of the ECS clusters; absent for what the account has. */
  readonly containerInsights?: NonNullable<Settings["containerInsights"]>;
  readonly loadBalancerLogs?: NonNullable<Settings["loadBalancerLogs"]>;
  readonly account?: AccountNode;
  readonly keepAwake?: KeepAwakeNode;
}
