import type { EditedStack } from "./edit";
import { ofKeys } from "./states";

const logs = { bucket: "shop-logs", prefix: "shop" };

/** Edits of how a stack is looked after. */
export const operationEdits: readonly EditedStack[] = [
  ofKeys(
    "operation-keys",
    "`containerInsights`, `loadBalancerLogs`, `tracing`, `protect` and `retainLogs`, added, changed, removed",
    [
      {},
      { containerInsights: "enhanced", loadBalancerLogs: logs, tracing: true, protect: true, retainLogs: true },
      { containerInsights: "disabled", loadBalancerLogs: { bucket: "other-logs" }, tracing: true, protect: false },
      {},
    ],
  ),
];
