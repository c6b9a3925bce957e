import { z } from "zod";
import type { Plan } from "../core/plan";
import { plannedAccess, plannedFrontDoor, plannedThrottle, plannedUsagePlan } from "./plan-access-schema";
import { plannedAction, plannedDeployment } from "./plan-deployment-schema";
import { plannedOperation } from "./plan-operation-schema";
import { plannedTask } from "./plan-task-schema";
import { schemaOf } from "./schema-of-type";

const name = z.string().min(1);
const port = z.int().min(1).max(65_535);
const options = z.literal([1, 2, 3, 4, 5]);
const linkVersion = z.literal([1, 2]);
const balancerType = z.enum(["alb", "nlb"]);

const healthCheck = z.strictObject({
  path: z.string(),
  intervalSeconds: z.int(),
  timeoutSeconds: z.int(),
  healthyThreshold: z.int(),
  unhealthyThreshold: z.int(),
  gracePeriodSeconds: z.int(),
  command: z.array(z.string()).optional(),
});

const newVpc = z.strictObject({
  kind: z.literal("new"),
  name,
  cidr: z.string(),
  zonePrefixLength: z.int().describe("prefix length of the block that each zone gets"),
  zones: z.array(z.strictObject({ id: z.string(), publicCidr: z.string(), privateCidr: z.string() })),
  nat: z.enum(["single", "perZone", "none"]),
  secretStores: z
    .array(z.enum(["secretsmanager", "ssm"]))
    .describe("services that need an interface endpoint if the VPC has no NAT gateway"),
  exec: z.boolean().describe("tasks take commands by ECS Exec, which needs an endpoint if the VPC has no NAT gateway"),
});

const existingVpc = z.strictObject({
  kind: z.literal("existing"),
  name,
  id: z.string(),
  subnets: z.array(z.strictObject({ id: z.string(), zone: z.string(), cidr: z.string() })),
});

const service = z.strictObject({
  name,
  vpc: name,
  task: plannedTask,
  healthCheck,
  wait: z.boolean().describe("whether an update waits until the tasks of the service are healthy"),
  formerly: z.array(name).exactOptional().describe("names that it had before, the oldest first"),
  deployment: plannedDeployment
    .exactOptional()
    .describe("present if ECS moves requests between two target groups in a deployment"),
});

const endpoint = z.strictObject({
  name: name.describe("name of the service"),
  vpc: name,
  serviceName: z.string().describe("name of the endpoint service of another account"),
  port: port.describe("port of the provider's listener"),
  zones: z.array(z.string()).describe("zones in which it has a network interface"),
});

const targetGroup = z.strictObject({
  name,
  protocol: z.enum(["HTTP", "HTTPS", "TCP", "TLS"]).describe("protocol of the connections to the targets"),
  port: port.describe(
    "listener port of an ALB; for tasks and endpoints always 80, since each is registered with a port of its own",
  ),
  drainSeconds: z
    .int()
    .exactOptional()
    .describe("seconds in which a deregistered task finishes its requests; absent for an ALB as target"),
  target: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("service"),
      service: name,
      containerPort: port
        .exactOptional()
        .describe("port of the container, if the service has another one in its other place"),
    }),
    z.strictObject({ kind: z.literal("endpoint"), service: name }),
    z.strictObject({ kind: z.literal("alb"), balancer: name }),
  ]),
  healthCheck,
  healthCheckProtocol: z
    .literal("HTTPS")
    .exactOptional()
    .describe("present if the targets take health checks over TLS"),
  alternateOf: name.exactOptional().describe("target group whose requests ECS moves here and back"),
});

const listenerRule = z.strictObject({
  name,
  priority: z.int(),
  paths: z.array(z.string()),
  testHeader: z
    .strictObject({ name: z.string(), value: z.string() })
    .exactOptional()
    .describe("header of requests that reach new tasks before clients do"),
  stripPrefix: z.string().optional().describe("prefix that the listener rule removes from the path"),
  action: plannedAction,
});

const ownBalancer = z.strictObject({
  kind: z.literal("own"),
  type: balancerType,
  name,
  vpc: name,
  owner: z
    .strictObject({ kind: z.enum(["services", "groups"]), name })
    .exactOptional()
    .describe("the only service or service group behind it; absent for a shared NLB"),
  number: z.int().min(1).exactOptional().describe("number of a shared NLB within its VPC"),
  crossZone: z.boolean(),
  listeners: z.array(
    z.strictObject({
      name,
      port,
      protocol: z.enum(["HTTP", "HTTPS", "TCP", "TLS"]),
      certificate: name.exactOptional().describe("name of its certificate, with HTTPS and TLS"),
      defaultAction: plannedAction,
      rules: z.array(listenerRule),
    }),
  ),
  targetGroups: z.array(targetGroup),
});

const existingBalancer = z.strictObject({
  kind: z.literal("existing"),
  type: balancerType,
  name: name.describe("name of the load balancer and port of the listener"),
  balancerName: name,
  vpc: name,
  arn: z.string(),
  dnsName: z.string(),
  listenerArn: z.string(),
  port,
  protocol: z.enum(["HTTP", "HTTPS", "TCP", "TLS"]),
  securityGroupId: z.string().optional(),
  manageIngress: z.boolean(),
});

const link = z.discriminatedUnion("version", [
  z.strictObject({ version: z.literal(1), name, balancer: name }),
  z.strictObject({ version: z.literal(2), name, vpc: name }),
]);

const backend = z.strictObject({
  service: name,
  link: name,
  endpoint: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("listener"),
      balancer: name,
      port,
      serverName: name.exactOptional().describe("name that API Gateway verifies; absent without TLS"),
    }),
    z.strictObject({ kind: z.literal("cloudMap"), service: name }),
  ]),
  timeoutSeconds: z.int().exactOptional().describe("absent for the default of API Gateway"),
  streaming: z.literal(true).exactOptional().describe("present if answers are sent on while they are written"),
});

const route = z.strictObject({
  prefix: z.string(),
  greedy: z.boolean().describe("true for the paths below the prefix, false for the prefix itself"),
  service: name,
  strippedPrefix: z.string().exactOptional().describe("prefix that API Gateway removes from the path"),
  access: plannedAccess.exactOptional().describe("what a request must have; absent if anyone may use the route"),
  throttle: plannedThrottle.exactOptional().describe("its own limits; absent if it has those of the API"),
});

const api = z.strictObject({
  name,
  option: options,
  type: z.enum(["http", "rest"]),
  linkVersion,
  stage: z.string(),
  defaultEndpoint: z.literal("closed").exactOptional().describe("present if the execute-api URL is closed"),
  ...plannedFrontDoor,
  backends: z.array(backend),
  standbys: z.array(backend).exactOptional().describe("how the API would reach the services that have a standby"),
  routes: z.array(route),
  retired: z.array(name).describe("services without routes that still run"),
});

const certificate = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("issued"), name, domainName: name, hostedZone: z.string() }),
  z.strictObject({ kind: z.literal("existing"), name, domainName: name, arn: z.string() }),
]);

const domain = z.strictObject({
  name,
  domainName: name,
  api: name.describe("API that it is mapped to"),
  basePath: name.exactOptional().describe("path under the domain where the API begins"),
  standby: z
    .strictObject({ api: name, basePath: name })
    .exactOptional()
    .describe(
      "second mapping, to the API that stands by; present where its execute-api URL is closed: with mutual TLS, or if another stack has the domain name",
    ),
  own: z
    .strictObject({
      certificate: name,
      hostedZone: z.string().exactOptional().describe("id of the hosted zone of its alias records"),
      ipv6: z.boolean(),
      mutualTls: z
        .strictObject({
          truststore: z.string(),
          version: z.string().optional(),
          ownershipCertificate: z.string().optional(),
        })
        .exactOptional(),
    })
    .exactOptional()
    .describe("the domain name itself; absent if another stack has it"),
});

/** The plan of a stack as it is printed. */
export const planSchema = schemaOf<Plan>()(
  z.strictObject({
    vpcs: z.array(z.discriminatedUnion("kind", [newVpc, existingVpc])),
    services: z.array(service),
    endpoints: z.array(endpoint).describe("interface endpoints of the services of other accounts"),
    balancers: z.array(z.discriminatedUnion("kind", [ownBalancer, existingBalancer])).describe("load balancers"),
    links: z.array(link).describe("VPC links"),
    namespaces: z
      .array(z.strictObject({ name, vpc: name, services: z.array(name) }))
      .describe("private DNS namespaces of Cloud Map"),
    certificates: z.array(certificate).describe("public certificates, each for the name that it has"),
    apis: z.array(api),
    domain: domain.exactOptional(),
    ...plannedOperation,
    usagePlans: z.array(plannedUsagePlan).describe("usage plans; of REST APIs only"),
    restLogRole: name
      .exactOptional()
      .describe("role by which REST APIs of the account and Region write logs; absent if the stack does not have it"),
  }),
);
