import { everyOption } from "../../support/scenario";
import type { Edit, EditedStack } from "./edit";
import { service } from "./edit";
import { connected } from "./endpoints";
import { ofKeys } from "./states";

const logs = { bucket: "shop-logs", prefix: "shop" };
const topic = (name: string) => `arn:aws:sns:us-east-1:111122223333:${name}`;

const first = {
  ...{ containerInsights: "enhanced", loadBalancerLogs: logs, tracing: true, protect: true, retainLogs: true },
  ...{ alarms: { topic: topic("on-call") }, dashboard: true, keepAwake: true },
  account: {
    linkCounter: true,
    quotaAlarms: { topic: topic("platform") },
    quotaRequests: { "apigateway.vpcLinksV2": 20 },
  },
};
const second = {
  ...{ containerInsights: "disabled", loadBalancerLogs: { bucket: "other-logs" }, tracing: true, protect: false },
  ...{ alarms: { topic: topic("other"), errorPercent: 1, latencyMilliseconds: 900 }, dashboard: true, keepAwake: true },
  account: { quotaAlarms: { topic: topic("other"), percent: 60 }, quotaRequests: { "apigateway.vpcLinksV2": 30 } },
};

/** A stack that is looked after, whose services change. */
const watched: Edit["contents"][number]["stack"] = {
  ...{ alarms: first.alarms, dashboard: true, keepAwake: true, tracing: true, containerInsights: "enabled" },
  ...{ loadBalancerLogs: logs, protect: true, retainLogs: true },
};

const renamed = [service("renamed", { formerly: "plain" }), connected("distant", {}, { formerly: "far" })];

const serviceEdit: Edit = {
  kind: "watched-services",
  title: "`name` with `formerly`, a service added and removed, with `alarms`, `dashboard` and `keepAwake`",
  options: everyOption,
  isOfStack: true,
  contents: [
    { services: [service("plain"), connected("far")], stack: watched },
    {
      services: [...renamed, service("added")],
      stack: watched,
    },
    {
      services: [...renamed, service("added", { retired: true })],
      stack: watched,
    },
    {
      services: renamed,
      stack: watched,
    },
  ],
};

/** Edits of how a stack is looked after. */
export const operationEdits: readonly EditedStack[] = [
  ofKeys(
    "operation-keys",
    "`account`, `alarms`, `containerInsights`, `dashboard`, `keepAwake`, `loadBalancerLogs`, `protect`, `retainLogs` and `tracing`, added, changed, removed",
    [{}, first, second, {}],
  ),
  { name: "watched-services", edits: [serviceEdit] },
];
