import { alarmsOf } from "./alarms";
import type { AccountNode, OperationPlan } from "./plan-operation";
import type { Settings } from "./settings/settings";
import type { RequestPlan } from "./watched";

/** What the stack has for its account and Region; undefined if it has nothing but the role for logs. */
function accountOf({ account }: Settings): AccountNode | undefined {
  if (account === undefined) return undefined;
  const { quotaRequests, linkCounter, stacks } = account;
  const requests = Object.entries(quotaRequests).map(([quota, value]) => ({
    quota: quota as keyof typeof quotaRequests,
    value,
  }));
  if (requests.length === 0 && !linkCounter && stacks.length === 0) return undefined;
  return { name: "account", quotaRequests: requests, linkCounter, stacks };
}

/** How a stack is looked after: its alarms, its dashboard, and what it has for the account. */
export function operationOf(settings: Settings, plan: RequestPlan): OperationPlan {
  const { alarms, dashboard, containerInsights, loadBalancerLogs } = settings;
  const account = accountOf(settings);
  const watching = alarms === undefined ? [] : alarmsOf(plan, alarms);
  return {
    alarms: watching,
    ...(watching.length > 0 || dashboard ? { monitoring: "monitoring" } : {}),
    ...(dashboard ? { dashboard: "requests" } : {}),
    ...(containerInsights === undefined ? {} : { containerInsights }),
    ...(loadBalancerLogs === undefined ? {} : { loadBalancerLogs }),
    ...(account === undefined ? {} : { account }),
  };
}
