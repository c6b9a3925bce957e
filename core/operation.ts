import type { AccountNode, OperationPlan } from "./plan-operation";
import { quotaAlarms } from "./quota-alarms";
import type { Settings } from "./settings/settings";

/** What the stack has for its account and Region; undefined if it has nothing but the role for logs. */
function accountOf({ account }: Settings): AccountNode | undefined {
  if (account === undefined) return undefined;
  const { quotaRequests, linkCounter, stacks, quotaAlarms: alarms } = account;
  const requests = Object.entries(quotaRequests).map(([quota, value]) => ({
    quota: quota as keyof typeof quotaRequests,
    value,
  }));
  if (requests.length === 0 && !linkCounter && stacks.length === 0 && alarms === undefined) return undefined;
  return { name: "account", quotaRequests: requests, linkCounter, stacks };
}

/** How a stack is looked after: its alarms, its dashboard, and what it has for the account. */
export function operationOf(settings: Settings): OperationPlan {
  const { dashboard, containerInsights, loadBalancerLogs } = settings;
  const account = accountOf(settings);
  return {
    alarms: quotaAlarms(settings),
    ...(dashboard ? { dashboard: "requests" } : {}),
    ...(containerInsights === undefined ? {} : { containerInsights }),
    ...(loadBalancerLogs === undefined ? {} : { loadBalancerLogs }),
    ...(account === undefined ? {} : { account }),
  };
}
