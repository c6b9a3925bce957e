import { z } from "zod";
import { statementSchema } from "./account-statement";

const api = z.object({
  id: z.string().describe("id of the API"),
  type: z.enum(["http", "rest"]).describe("`http` with option 1, `rest` with options 2 to 5"),
  stage: z.string().describe("name of the stage"),
  stageArn: z.string().describe("ARN of the stage, for example for a web ACL of AWS WAF (REST APIs only)"),
  executionArn: z.string().describe("ARN prefix of the API for permissions to invoke it"),
  url: z
    .string()
    .describe(
      "execute-api URL of the stage; with a domain, it answers only if `domain.defaultEndpoint` is `open` or a topology stands by",
    ),
});

const vpc = z.object({
  id: z.string().describe("id of the VPC"),
  privateSubnetIds: z.array(z.string()).describe("ids of its private subnets"),
});

const service = z.object({
  vpc: z.string().describe("name of its VPC in the settings"),
  clusterName: z.string().describe("name of its ECS cluster"),
  clusterArn: z.string().describe("ARN of its ECS cluster"),
  serviceName: z.string().describe("name of the ECS service"),
  securityGroupId: z.string().describe("id of the security group of its tasks"),
  logGroup: z.string().describe("name of the log group of its container"),
  taskRoleName: z.string().describe("name of the role of its tasks, to attach policies"),
  taskRoleArn: z.string().describe("ARN of the role of its tasks"),
  deployment: z
    .object({
      strategy: z.enum(["blueGreen", "linear", "canary"]).describe("the strategy by which ECS deploys it"),
      entering: z.literal(true).optional().describe("present in the update before the strategy begins"),
      leaving: z.enum(["both", "primary"]).optional().describe("how far the strategy is left; absent while it is used"),
      alarms: z.enum(["on", "off"]).optional().describe("whether ECS looks at its alarms; absent without alarms"),
      targetGroup: z.string().describe("name of its first target group in the plan"),
    })
    .optional()
    .describe("deployments in which ECS moves requests; absent if tasks are replaced one by one"),
});

const listener = z.object({
  port: z.int().describe("port of the listener"),
  services: z.array(z.string()).describe("services whose requests it receives"),
});

const loadBalancer = z.object({
  type: z.enum(["alb", "nlb"]).describe("`alb` or `nlb`"),
  arn: z.string().describe("ARN of the load balancer"),
  dnsName: z.string().describe("DNS name of the load balancer"),
  vpc: z.string().describe("name of its VPC in the settings"),
  securityGroupId: z.string().optional().describe("id of its security group; absent for an existing NLB without one"),
  listeners: z.array(listener).describe("its listeners"),
});

const route = z.object({
  path: z.string().describe("path of the route, `{proxy+}` for all paths below a prefix"),
  service: z.string().describe("service that receives its requests"),
  backendPath: z.string().describe("path that the service receives"),
  vpcLink: z.string().describe("name of the VPC link, a key of `vpcLinks`"),
});

/**
 * Outputs of a stack and of the component `PrivateIntegrations`. Other stacks build on them: names and types stay; later
 * versions add properties.
 */
export const outputsSchema = z.object({
  url: z.string().describe("URL of the API: that of its domain name, or else that of its stage"),
  domainTarget: z
    .string()
    .optional()
    .describe(
      "name that DNS records of the domain point to, for DNS outside the stack; absent without a domain of its own",
    ),
  option: z.literal([1, 2, 3, 4, 5]).describe("the topology, 1 to 5"),
  api: api.describe("the API that serves, and its stage"),
  standby: z
    .object({
      option: z.literal([1, 2, 3, 4, 5]).describe("the topology that stands by"),
      api: api.describe("its API, and the stage"),
      url: z.string().describe("URL at which it can be tried"),
    })
    .optional()
    .describe("the topology of the key `standby`; absent without one"),
  vpcs: z.record(z.string(), vpc).describe("the VPCs, by name in the settings"),
  services: z
    .record(z.string(), service)
    .describe(
      "the services that run in this stack, by name in the settings; not those behind an existing load balancer",
    ),
  loadBalancers: z
    .record(z.string(), loadBalancer)
    .describe("the load balancers, by name in the plan, for example `orders-alb`; existing ones as `<name>-<port>`"),
  endpoints: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      "ids of the interface endpoints to other accounts, by name of the service, which their providers accept; absent without one",
    ),
  vpcLinks: z
    .record(z.string(), z.string())
    .describe(
      "ids of the VPC links, by name in the plan; a link of the standby that has the name of one that serves, as `<name>:v1` or `<name>:v2`",
    ),
  routes: z.array(route).describe("the routes; each accepts all methods"),
  apiKeyIds: z
    .record(z.string(), z.string())
    .describe(
      "ids of the API keys, by name in the settings; `aws apigateway get-api-key --api-key <id> --include-value` returns a value",
    ),
  headroom: z
    .record(z.string(), z.number())
    .describe("what is left of each quota that the stack uses, by key of the quota, in its fullest scope"),
  quotaUsage: z
    .record(z.string(), z.number())
    .describe("what the stack uses of each quota of the account and Region, by key of the quota"),
  account: statementSchema
    .optional()
    .describe(
      "for `accountStatement` of the other stacks; in the stack that has the settings of `account` (beside `restLogRole`) only",
    ),
});

/** Resolved outputs of a stack, as a StackReference or `pulumi stack output --json` returns them. */
export type StackOutputs = z.output<typeof outputsSchema>;
