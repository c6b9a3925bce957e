import { z } from "zod";
import type { QuotaKey } from "../../policies/quotas";
import { quotaKeys } from "../../policies/quotas";
import { arn } from "./formats";

/** A FIFO topic has the form of a topic too: its refusal says more than that of a form. */
const topic = arn("sns", "[A-Za-z0-9_-]{1,256}(\\.fifo)?", "<name of the topic>");

/** Alarms of CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html */
export const alarms = z.strictObject({
  topic: topic.describe("ARN of the SNS topic that alarms notify"),
  errorPercent: z
    .number()
    .positive()
    .max(100)
    .default(5)
    .describe("percentage of requests that fail with a status of 500 or above"),
  latencyMilliseconds: z.int().min(1).default(5000).describe("time that one request of a hundred may exceed"),
});

/** Access logs of load balancers: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html */
export const loadBalancerLogs = z.strictObject({
  bucket: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "allowed: the name of an S3 bucket, without s3://")
    .describe("name of the S3 bucket, in the same Region; its policy lets ELB write"),
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9!_.*'()-]+(\/[A-Za-z0-9!_.*'()-]+)*$/, "allowed: a path without a slash at its begin and end")
    .refine((text) => !text.includes("AWSLogs"), "allowed: a prefix without AWSLogs, which ELB adds")
    .optional()
    .describe("path in the bucket"),
});

/** Key of a quota. */
export const quotaKey = z.enum(quotaKeys as [QuotaKey, ...QuotaKey[]]);

/** Settings of an account and Region, which one stack has. */
export const account = z.strictObject({
  restLogRole: z
    .enum(["create", "exists"])
    .optional()
    .describe(
      "the role by which REST APIs write logs, one per account and Region: `create` in one stack, `exists` in the others",
    ),
  quotaAlarms: z
    .strictObject({
      topic: topic.describe("ARN of the SNS topic that the alarms notify"),
      percent: z.int().min(1).max(100).default(80).describe("percentage of a quota that is used"),
    })
    .optional()
    .describe("alarms on the quotas whose usage AWS measures, and with `linkCounter` on VPC links; in one stack only"),
  quotaRequests: z
    .partialRecord(quotaKey, z.int().min(1))
    .default({})
    .describe("increases to request from AWS, by quota key; in one stack only"),
  linkCounter: z
    .boolean()
    .default(false)
    .describe("count the VPC links of the account and Region each hour, as a metric of CloudWatch; in one stack only"),
  stacks: z
    .array(z.string().min(1))
    .default([])
    .describe("names of the other stacks of the account and Region, whose usage the output `account` adds up"),
});

/** Where the statement of the stack is read that has the settings of the account. */
export const accountStatement = z
  .strictObject({
    stack: z.string().min(1).optional().describe("name of the stack, for example acme/network/prod"),
    file: z
      .string()
      .min(1)
      .optional()
      .describe("file with its outputs, as `pulumi stack output --json` prints them; relative to Pulumi.yaml"),
  })
  .refine(({ stack, file }) => (stack === undefined) !== (file === undefined), "allowed: either stack or file");
