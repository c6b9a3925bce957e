import type { Quota } from "../../../policies/quota";
import type { QuotaKey } from "../../../policies/quotas";
import { quotas } from "../../../policies/quotas";
import type { Fault, Problem } from "../../problem";
import { partitionOf } from "../../regions";
import { repeats } from "../config-path";
import type { Settings } from "../settings";
import { topicFault } from "./arn-place";

/** Topics of alarms: CloudWatch takes those of its own Region only. */
function topicProblems(settings: Settings): readonly Problem[] {
  const topics = [
    ["alarms.topic", settings.alarms?.topic],
    ["account.quotaAlarms.topic", settings.account?.quotaAlarms?.topic],
  ] as const;
  return topics.flatMap(([where, arn]) => {
    const fault = arn === undefined ? undefined : topicFault(settings, arn);
    return fault === undefined ? [] : [{ where, ...fault }];
  });
}

/** Region that has the quotas of services without Regions, in the partition of a Region; undefined where it is not known. */
const globalRegion = (region: string): string | undefined => (partitionOf(region) === "aws" ? "us-east-1" : undefined);

/**
 * Why Service Quotas of a Region does not have a quota.
 * Source: https://docs.aws.amazon.com/general/latest/gr/iam-service.html
 */
function regionFault({ name, code = "" }: Quota, region: string): Fault | undefined {
  const has = globalRegion(region);
  if (!code.startsWith("iam/") || region === "" || has === undefined || region === has) return undefined;
  return {
    message: `is requested in ${region}; "${name}" is a quota of all Regions, which Service Quotas has in ${has} only`,
    fix: `remove it here, and request it in a stack in ${has}`,
  };
}

/**
 * Why AWS would not take a request for an increase.
 * Source: https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_RequestServiceQuotaIncrease.html
 */
function requestFault({ name, code, default: usual, adjustable, source }: Quota, value: number): Fault | undefined {
  if (!adjustable)
    return {
      message: `got ${value}; AWS does not raise "${name}" above ${usual}`,
      fix: `remove it; source: ${source}`,
    };
  if (code === undefined)
    return {
      message: `got ${value}; "${name}" is not in Service Quotas`,
      fix: `remove it, and ask AWS Support for the increase; source: ${source}`,
    };
  if (value > usual) return undefined;
  return {
    message: `got ${value}; "${name}" is ${usual} in every account, and Service Quotas takes requests for more only`,
    fix: `request more than ${usual}, or remove it`,
  };
}

function requestProblems({ account, region }: Settings): readonly Problem[] {
  return Object.entries(account?.quotaRequests ?? {}).flatMap(([key, value]) => {
    const quota: Quota = quotas[key as QuotaKey];
    const fault = requestFault(quota, value) ?? regionFault(quota, region);
    return fault === undefined ? [] : [{ where: `account.quotaRequests["${key}"]`, ...fault }];
  });
}

/** The usage of a stack that is named twice would count twice. */
function stackProblems({ account }: Settings): readonly Problem[] {
  const stacks = (account?.stacks ?? []).map((name, index) => ({ name, index }));
  return repeats(stacks, ({ name }) => name).map(({ again: { name, index } }) => ({
    where: `account.stacks[${index}]`,
    message: `names ${name} twice`,
    fix: "remove one of the two",
  }));
}

/** Problems of how a stack, its account and Region are looked after. */
export const operationProblems = (settings: Settings): readonly Problem[] => [
  ...topicProblems(settings),
  ...requestProblems(settings),
  ...stackProblems(settings),
];
