import { z } from "zod";
import type { QuotaKey } from "../../policies/quotas";
import { quotaKeys } from "../../policies/quotas";
import { cidrFault } from "../cidr";
import { maxVpcNameLength } from "../naming";
import { groupSchema, serviceName, serviceSchema } from "./service-schema";

const cidr = z.string().superRefine((text, context) => {
  const fault = cidrFault(text);
  if (fault !== undefined) context.addIssue({ code: "custom", message: fault, input: text });
});
const zoneId = z
  .string()
  .regex(/^[a-z]{2,5}\d-az\d$/, "allowed: a zone id such as use1-az1, not a zone name such as us-east-1a");

const existingVpc = z.strictObject({
  id: z.string().startsWith("vpc-").describe("id of the VPC"),
  subnets: z
    .array(
      z.strictObject({
        id: z.string().startsWith("subnet-").describe("id of a private subnet"),
        zone: zoneId.describe("id of its zone"),
        cidr: cidr.describe("its IPv4 block"),
      }),
    )
    .min(2)
    .describe("private subnets, one per zone, in two zones at least"),
});

const vpc = z.strictObject({
  name: serviceName.max(maxVpcNameLength).describe("name of the VPC"),
  cidr: cidr.optional().describe("IPv4 block of a new VPC, /16 to /24 or so; required unless `existing` is given"),
  zones: z
    .array(zoneId)
    .min(2)
    .max(6)
    .optional()
    .describe("zone ids of a new VPC, two at least; their order stays, since the subnets go by it"),
  nat: z
    .enum(["single", "perZone", "none"])
    .optional()
    .describe("NAT gateways of a new VPC: one, one per zone, or none with VPC endpoints instead; default `single`"),
  existing: existingVpc.optional().describe("a VPC that exists; it needs a way to the image registry and the logs"),
});

/** One entry of `vpcs` in the form that the planner reads. Missing values of a new VPC are refused by a validation. */
const vpcSchema = vpc.transform(({ name, existing, ...given }) => {
  if (existing === undefined) {
    const { cidr: block = "", zones = [], nat = "single" } = given;
    return { kind: "new" as const, name, cidr: block, zones, nat };
  }
  const ignoredKeys = (["cidr", "zones", "nat"] as const).filter((key) => given[key] !== undefined);
  return { kind: "existing" as const, name, ...existing, ignoredKeys };
});

const quotaOverride = z.strictObject({
  value: z.int().min(0).describe("the value that the account has"),
  reason: z.string().min(1).describe("why it differs from the default, for instance the ticket that raised it"),
});

const quotaKey = z.enum(quotaKeys as [QuotaKey, ...QuotaKey[]]);

const acknowledgement = z.strictObject({
  rule: z.string().min(1).describe("id of the policy"),
  resource: z.string().min(1).describe("URN or logical name of the resource"),
  reason: z.string().min(1).describe("why it is accepted"),
});

const requirements = z.strictObject({
  waf: z.boolean().default(false).describe("AWS WAF before the API"),
  apiKeys: z.boolean().default(false).describe("API keys and usage plans"),
  timeoutSeconds: z.number().positive().optional().describe("longest time that a request may take"),
  payloadMegabytes: z.number().positive().optional().describe("largest request or response"),
  tlsPassThrough: z.boolean().default(false).describe("TLS that ends at the service, not before"),
  independentDeployment: z.boolean().default(false).describe("no service shares a load balancer with another"),
  lowestCost: z.boolean().default(false).describe("cost decides before every other preference"),
});

/** Every configuration key of the project, as written in `Pulumi.<stack>.yaml`. */
export const settingsSchema = z.strictObject({
  option: z
    .literal([1, 2, 3, 4, 5])
    .default(1)
    .describe("the topology: 1 HTTP API; 2-4 REST API with VPC links V1; 5 REST API with VPC links V2"),
  stage: z
    .string()
    .regex(/^(\$default|[A-Za-z0-9_-]{1,128})$/, "allowed: letters, digits, - and _, or $default with option 1")
    .default("live")
    .describe("name of the API's stage"),
  tags: z.record(z.string(), z.string()).default({}).describe("tags of every resource"),
  logRetentionDays: z
    .literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653])
    .default(30)
    .describe("how long the containers' logs are kept"),
  crossZoneToAlbs: z
    .boolean()
    .default(false)
    .describe("cross-zone balancing on NLBs whose targets are ALBs; halves the ALBs that one NLB takes"),
  quotas: z
    .partialRecord(quotaKey, quotaOverride)
    .default({})
    .describe("quotas of the account that differ from AWS's defaults, by key of `policies/quotas.ts`"),
  usedElsewhere: z
    .partialRecord(quotaKey, z.int().min(0))
    .default({})
    .describe("what other stacks of the account use of its quotas, by the same keys"),
  headroomPercent: z.int().min(1).max(100).default(80).describe("share of a quota from which the preview warns"),
  acknowledge: z
    .array(acknowledgement)
    .default([])
    .describe("findings of the policies that are accepted; they are printed as such, never silent"),
  requirements: requirements
    .prefault({})
    .describe("what `npm run compare` holds the options against; changes no resource"),
  vpcs: z.array(vpcSchema).min(1).describe("the VPCs"),
  services: z.array(serviceSchema).min(1).describe("the services"),
  groups: z.array(groupSchema).default([]).describe("pins of the ALBs that groups share, for option 4"),
});
