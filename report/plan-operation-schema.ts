import { z } from "zod";
import { quotaKey } from "../core/settings/operate-schema";

const name = z.string().min(1);

const metric = z.strictObject({
  id: name.describe("name in the expression of the alarm"),
  namespace: name,
  metric: name,
  dimensions: z.record(
    z.string(),
    z.union([
      z.string(),
      z.strictObject({
        of: z.enum(["apiId", "apiName", "loadBalancer", "targetGroup", "cluster", "service"]),
        name,
      }),
    ]),
  ),
  statistic: name,
  periodSeconds: z.int(),
});

const alarm = z.strictObject({
  name,
  topic: z.string().describe("ARN of the SNS topic that it notifies"),
  hop: z
    .strictObject({ kind: z.enum(["stage", "loadBalancer", "targetGroup", "task", "account"]), name })
    .describe("part of the request path that it watches"),
  description: z.string(),
  metrics: z.array(metric),
  expression: z.string().exactOptional().describe("metric math; absent if the alarm has one metric only"),
  label: z.string().describe("what the expression gives").exactOptional(),
  comparison: z.enum(["above", "atLeast", "below"]),
  threshold: z.number(),
  periods: z.int().describe("periods that are looked at"),
  breaching: z.int().describe("periods of them that must breach"),
  missing: z
    .enum(["notBreaching", "ignore", "missing"])
    .describe("what periods without a datapoint are, as AWS names it in treatMissingData"),
});

const account = z.strictObject({
  name,
  quotaRequests: z.array(z.strictObject({ quota: quotaKey, value: z.int() })),
  linkCounter: z.boolean().describe("whether a function counts the VPC links"),
  stacks: z.array(z.string()).describe("the other stacks of the account and Region"),
});

const keepAwake = z.strictObject({
  name,
  requests: z.array(z.strictObject({ link: name, path: z.string() })).describe("an open path behind each VPC link V2"),
});

/** How a stack is looked after. */
export const plannedOperation = {
  alarms: z.array(alarm).describe("alarms of CloudWatch"),
  monitoring: name.exactOptional().describe("name of what has the alarms and the dashboard"),
  dashboard: name.exactOptional().describe("name of the dashboard"),
  containerInsights: z.enum(["disabled", "enabled", "enhanced"]).exactOptional(),
  loadBalancerLogs: z.strictObject({ bucket: name, prefix: z.string().optional() }).exactOptional(),
  account: account.exactOptional().describe("what this stack has for its account and Region"),
  keepAwake: keepAwake.exactOptional().describe("one request a day through each VPC link V2"),
};
