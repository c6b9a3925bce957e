import type { Quota } from "../quota";
import { account, topology } from "../quota";

const docs = "https://docs.aws.amazon.com";
const ecsNlb = `${docs}/AmazonECS/latest/developerguide/nlb.html`;
const ecs = `${docs}/AmazonECS/latest/developerguide/service-quotas.html`;
const acm = `${docs}/acm/latest/userguide/acm-limits.html`;
const cloudWatch = `${docs}/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html`;
const iam = `${docs}/IAM/latest/UserGuide/reference_iam-quotas.html`;

/** Quotas of ECS, Fargate, IAM and ACM. */
export const serviceQuotas = {
  "ecs.targetGroupsPerService": topology("Target groups per service", undefined, 5, "fixed", ecsNlb),
  "ecs.containersPerTaskDefinition": topology("Containers per task definition", undefined, 10, "fixed", ecs),
  "acm.certificates": account("ACM certificates", "acm/L-F141DD1D", 2500, "adjustable", acm),
  "acm.certificatesPerYear": account(
    "ACM certificates created in last 365 days",
    "acm/L-DA1D8B98",
    5000,
    "adjustable",
    acm,
  ),
  "acm.namesPerCertificate": account("Domain names per ACM certificate", "acm/L-FB94F0B0", 10, "adjustable", acm),
  "cloudwatch.alarms": account("CloudWatch alarms per Region", undefined, 5000, "adjustable", cloudWatch),
  "iam.rolesPerAccount": account("Roles per account", "iam/L-FE177D64", 1000, "adjustable", iam),
  "fargate.onDemandVcpu": account("Fargate On-Demand vCPU resource count", "fargate/L-3032A538", 6, "adjustable", ecs),
  "fargate.spotVcpu": account("Fargate Spot vCPU resource count", "fargate/L-36FBB829", 6, "adjustable", ecs),
} as const satisfies Record<string, Quota>;
