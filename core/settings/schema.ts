import { z } from "zod";
import { cidr, resourceId, tags, zoneId } from "./formats";
import { auth, cors, throttle, timeoutSeconds, usagePlan, webAcl } from "./access-schema";
import { domain, hostedZone, tls } from "./front-schema";
import { account, accountStatement, alarms, loadBalancerLogs, quotaKey } from "./operate-schema";
import { groupSchema, serviceSchema, vpcName } from "./service-schema";

const existingVpc = z.strictObject({
  id: resourceId("vpc").describe("id of the VPC"),
  subnets: z
    .array(
      z.strictObject({
        id: resourceId("subnet").describe("id of a private subnet"),
        zone: zoneId.describe("zone id of the subnet"),
        cidr: cidr.describe("IPv4 block of the subnet"),
      }),
    )
    .min(2)
    .describe("private subnets, one per zone, in at least two zones"),
});

const vpc = z.strictObject({
  name: vpcName.describe("name of the VPC"),
  cidr: cidr.optional().describe("IPv4 block of a new VPC, typically /16 to /24; required unless `existing` is set"),
  zones: z
    .array(zoneId)
    .min(2)
    .max(6)
    .optional()
    .describe(
      "Availability Zone ids of a new VPC, at least two; do not reorder them, because the subnets follow their order",
    ),
  nat: z
    .enum(["single", "perZone", "none"])
    .optional()
    .describe("NAT gateways of a new VPC: one, one per zone, or none (VPC endpoints instead); default `single`"),
  existing: existingVpc
    .optional()
    .describe("an existing VPC; its private subnets need a route to the image registry and CloudWatch Logs"),
});

/** One entry of `vpcs` in the form that the planner reads. A validation rejects missing values of a new VPC. */
const vpcSchema = vpc.transform(({ name, existing, ...given }) => {
  if (existing === undefined) {
    const { cidr: block = "", zones = [], nat = "single" } = given;
    return { kind: "new" as const, name, cidr: block, zones, nat };
  }
  const ignoredKeys = (["cidr", "zones", "nat"] as const).filter((key) => given[key] !== undefined);
  return { kind: "existing" as const, name, ...existing, ignoredKeys };
});

const quotaOverride = z.strictObject({
  value: z.int().min(0).describe("value of the quota in the account"),
  reason: z.string().min(1).describe("why it differs from the default, for example the ticket of the increase"),
});

const acknowledgement = z.strictObject({
  rule: z.string().min(1).describe("id of the policy, or `switch-changes-url`: the command switch"),
  resource: z
    .string()
    .min(1)
    .optional()
    .describe("URN or logical name of the resource; not needed for a quota of the account"),
  reason: z.string().min(1).describe("why the finding is accepted"),
});

const requirements = z.strictObject({
  waf: z.boolean().default(false).describe("AWS WAF in front of the API"),
  apiKeys: z.boolean().default(false).describe("API keys and usage plans"),
  timeoutSeconds: z.number().positive().optional().describe("longest time in seconds that a request may take"),
  payloadMegabytes: z.number().positive().optional().describe("largest request or response in MB"),
  tls: z.boolean().default(false).describe("connections from API Gateway to the load balancers are encrypted"),
  authorization: z.boolean().default(false).describe("every route needs the authorization of `auth`"),
  tlsPassThrough: z.boolean().default(false).describe("TLS terminates at the service"),
  independentDeployment: z.boolean().default(false).describe("no two services share a load balancer"),
  lowestCost: z.boolean().default(false).describe("prefer the lowest cost over all other preferences"),
});

/** All configuration keys of the project, as written in `Pulumi.<stack>.yaml`. */
export const settingsSchema = z.strictObject({
  option: z
    .literal([1, 2, 3, 4, 5])
    .default(1)
    .describe("the topology: 1 HTTP API; 2-4 REST API with VPC links V1; 5 REST API with VPC links V2"),
  standby: z
    .literal([1, 2, 3, 4, 5])
    .optional()
    .describe(
      "a second topology that exists beside that of `option` and receives no requests of clients: exchange the two values to move the requests, then remove the key; the command `switch` says what each step does",
    ),
  stage: z
    .string()
    .regex(/^(\$default|[A-Za-z0-9_-]{1,128})$/, "allowed: letters, digits, - and _, or $default with option 1")
    .default("live")
    .describe("name of the API stage; `$default` with option 1 only"),
  tags: tags
    .default({})
    .describe(
      "tags for all resources, at most 48; keys and values of letters, digits, spaces and `_ . : / = + - @`; they win over `aws:defaultTags`",
    ),
  logRetentionDays: z
    .literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653])
    .default(30)
    .describe("retention of the container logs in days"),
  tls: tls
    .optional()
    .describe("TLS from API Gateway to every load balancer; without it, these connections are not encrypted"),
  domain: domain.optional().describe("a domain name of the API; its execute-api URL is closed then"),
  hostedZone: hostedZone
    .optional()
    .describe("public hosted zone of Route 53 in the same account, for validation records and for those of the domain"),
  auth: auth.optional().describe("who may send requests; without it, anyone"),
  cors: cors.optional().describe("requests from web pages of other origins; without it, browsers refuse them"),
  throttle: throttle
    .optional()
    .describe("limits of each route (option 1) or of the stage (2 to 5); without it, those of the account"),
  usagePlans: z
    .array(usagePlan)
    .default([])
    .describe("usage plans with API keys, one of which requests need then; REST APIs only (options 2 to 5)"),
  apiKeys: z
    .enum(["required", "optional"])
    .default("required")
    .describe("whether requests need an API key of `usagePlans`; `optional` while clients get their keys"),
  webAcl: webAcl.optional().describe("web ACL of AWS WAF for the stage; REST APIs only (options 2 to 5)"),
  timeoutSeconds: timeoutSeconds
    .optional()
    .describe("seconds that API Gateway waits for a service; default 30 for an HTTP API and 29 for a REST API"),
  streaming: z
    .boolean()
    .default(false)
    .describe("send answers on while the service writes them; REST APIs only (options 2 to 5)"),
  accessLogs: z
    .boolean()
    .optional()
    .describe(
      "log each request of the API; default `true` with `domain` or `auth`; REST APIs need `account.restLogRole`",
    ),
  account: account
    .optional()
    .describe("settings of the account and Region; one of its stacks has them, and the others refer to it"),
  accountStatement: accountStatement
    .optional()
    .describe(
      "the stack that has the settings of the account, or a file of its outputs: its quotas and the usage of all other stacks, unless `quotas` and `usedElsewhere` say otherwise",
    ),
  alarms: alarms.optional().describe("alarms on errors, latency and health of the API and what is behind it"),
  dashboard: z
    .boolean()
    .default(false)
    .describe("a CloudWatch dashboard that shows the way of the requests hop by hop"),
  containerInsights: z
    .enum(["disabled", "enabled", "enhanced"])
    .optional()
    .describe("metrics of Container Insights of the ECS clusters; default: as the account has it"),
  loadBalancerLogs: loadBalancerLogs
    .optional()
    .describe("log each request (ALBs) and each TLS connection (NLBs) of the load balancers of the stack in S3"),
  tracing: z.boolean().default(false).describe("trace requests by AWS X-Ray; REST APIs only (options 2 to 5)"),
  keepAwake: z
    .boolean()
    .default(false)
    .describe(
      "send one request a day through each VPC link V2, which else sleeps after 60 days without requests (options 1 and 5)",
    ),
  protect: z
    .boolean()
    .default(false)
    .describe(
      "no update deletes or replaces the VPCs with their subnets, the clusters and the domain name; the preview of `pulumi destroy` fails",
    ),
  retainLogs: z.boolean().default(false).describe("keep log groups that the stack no longer has"),
  crossZoneToAlbs: z
    .boolean()
    .default(false)
    .describe("cross-zone load balancing on NLBs whose targets are ALBs; halves the number of ALBs per NLB"),
  quotas: z
    .partialRecord(quotaKey, quotaOverride)
    .default({})
    .describe("quotas of the account that differ from AWS's defaults, by quota key, each with `value` and `reason`"),
  usedElsewhere: z
    .partialRecord(quotaKey, z.int().min(0))
    .default({})
    .describe("usage of the account's quotas by other stacks, by the same keys"),
  headroomPercent: z.int().min(1).max(100).default(80).describe("percentage of a quota at which the preview warns"),
  acknowledge: z
    .array(acknowledgement)
    .default([])
    .describe("policy findings that are accepted; they are still printed, as acknowledged"),
  requirements: requirements
    .prefault({})
    .describe("requirements that the stack has to meet, and that `compare` checks all options against"),
  vpcs: z.array(vpcSchema).min(1).describe("the VPCs"),
  services: z.array(serviceSchema).min(1).describe("the services"),
  groups: z.array(groupSchema).default([]).describe("pins of the ALBs that service groups share, for option 4"),
});
