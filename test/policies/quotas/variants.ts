import { accessKeys, guardedServices, restKeys } from "../../support/access-keys";
import { billing } from "../../support/endpoint-services";
import { withDomain } from "../../support/front";
import { shiftingServices } from "../../support/shifting-services";
import { article, articleServices, everyOption, existingVpc, manyServices, service } from "../../support/scenario";

/** A configuration of the program. */
interface Variant {
  readonly title: string;
  readonly raw: Record<string, unknown>;
}

const zones = ["use1-az1", "use1-az2"];
const image = "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1";
const secrets = {
  A: "arn:aws:secretsmanager:us-east-1:111122223333:secret:a-AbCdEf",
  B: "arn:aws:ssm:us-east-1:111122223333:parameter/b",
};
const cloudMap = { balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } };
const each = (more: Record<string, unknown>) => articleServices.map((entry) => ({ ...entry, ...more }));
const autoscaling = { minCount: 1, maxCount: 7 };
const oneVpc = (nat: string, zoneIds = zones) => [
  { name: "sales", cidr: "10.1.0.0/16", zones: zoneIds, nat },
  { name: "supply", cidr: "10.2.0.0/16", zones, nat },
];
const hostedZone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" };
const tls = { serverName: "internal.example.com" };
const alb = {
  arn: "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/billing/50dc6c495c0c9188",
  dnsName: "billing.elb",
  protocol: "HTTP",
  securityGroupId: "sg-0a1b2c3d4e5f60718",
};
const listener = (port: number) => ({
  ...alb,
  listenerArn: `arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/billing/50dc6c495c0c9188/${port}`,
  port,
});
const shared = [
  service("catalog", "sales", { group: "web" }),
  service("reviews", "sales", { group: "web", path: "/catalog/reviews" }),
  service("search", "sales", { group: "web", stripPrefix: true }),
  service("site", "sales", { group: "web", path: "/" }),
];

const perOption = (title: string, raw: Record<string, unknown>): Variant[] =>
  everyOption.map((option) => ({ title: `${title}, option ${option}`, raw: article({ option, ...raw }) }));

const strategies: readonly (readonly [title: string, deployment: Record<string, unknown>])[] = [
  [
    "canary services with a test header, alarms and functions",
    {
      strategy: "canary",
      alarms: { errorPercent: 5 },
      hooks: [
        { lambda: "arn:aws:lambda:us-east-1:111122223333:function:check", stages: ["POST_PRODUCTION_TRAFFIC_SHIFT"] },
      ],
    },
  ],
  ["services that enter a strategy", { strategy: "blueGreen", entering: true }],
  ["services that leave a strategy, in both target groups", { strategy: "linear", leaving: "both" }],
  ["services that leave a strategy, in the first target group", { strategy: "linear", leaving: "primary" }],
];
const header = { testHeader: { name: "x-canary", value: "yes" } };
/** Options whose tasks are all behind NLBs. */
const isNlbOnly = (option: number) => option === 2 || option === 3;

/** Services with a strategy; a test header is a further rule of an ALB, which NLBs have not. */
const tested = (deployment: Record<string, unknown>, options: readonly number[]) =>
  shiftingServices(deployment).map((entry) =>
    entry["deployment"] === undefined || entry["balancer"] === "nlb" || options.some(isNlbOnly)
      ? entry
      : { ...entry, deployment: { ...deployment, ...header } },
  );

const linear = { strategy: "linear" };

/** Stacks with both topologies, of which the second stands by: `1 3` is option 1 with standby 3. */
const both = (
  title: string,
  pairs: readonly string[],
  rawOf: (options: readonly number[]) => Record<string, unknown>,
): Variant[] =>
  pairs.map((pair) => {
    const [option = 0, standby = 0] = pair.split(" ").map(Number);
    return {
      title: `${title}, option ${option} and standby ${standby}`,
      raw: article({ option, standby, ...rawOf([option, standby]) }),
    };
  });

/** Variants of the article's scenario that the example stacks do not show. */
export const variants: readonly Variant[] = [
  ...perOption("a NAT gateway in each of three zones and autoscaling", {
    vpcs: oneVpc("perZone", ["use1-az1", "use1-az2", "use1-az4"]),
    services: each({ autoscaling, cpu: 1024, memoryMiB: 2048 }),
  }),
  ...perOption("endpoints instead of NAT gateways, and secrets", {
    vpcs: oneVpc("none"),
    services: each({ image, secrets }),
  }),
  ...perOption("services that share a load balancer", { services: shared }),
  ...perOption("endpoints of services of other accounts, in one of two zones", {
    vpcs: oneVpc("none"),
    services: [
      service("orders", "sales", { image }),
      billing(),
      { ...billing({ zones: ["use1-az2"] }), name: "ledger" },
    ],
  }),
  ...perOption("two listeners of one existing ALB", {
    vpcs: [existingVpc(7)],
    services: [
      { name: "billing", vpc: "v7", existing: listener(8081) },
      { name: "ledger", vpc: "v7", existing: listener(8082) },
      service("orders", "v7"),
    ],
  }),
  {
    title: "twelve services behind ALBs, so two NLBs",
    raw: article({ option: 4, services: manyServices(12, "sales") }),
  },
  {
    title: "cross-zone load balancing to ALBs",
    raw: article({ option: 4, crossZoneToAlbs: true, services: manyServices(6, "sales") }),
  },
  { title: "an NLB for each service of an HTTP API", raw: article({ services: each({ balancer: "nlb" }) }) },
  {
    title: "an NLB that services of an HTTP API share by ports",
    raw: article({
      services: each({}).map((entry, index) => ({
        ...entry,
        balancer: "nlb",
        group: `fast-${String(entry["vpc"])}`,
        pins: { port: 2001 + index },
      })),
    }),
  },
  ...perOption("sidecars, and tasks on Spot", {
    services: each({
      capacity: "spot",
      desiredCount: 3,
      sidecars: [
        { name: "proxy", image },
        { name: "agent", image },
      ],
    }),
  }),
  { title: "Cloud Map", raw: article({ services: each(cloudMap) }) },
  ...perOption("TLS to the load balancers, with a certificate of the stack", { tls, hostedZone }),
  ...perOption("a domain name with a base path of two levels", {
    ...{ hostedZone, tls },
    domain: { name: "api.example.com", basePath: "v1/shop", ipv6: true },
  }),
  ...perOption("a domain name that another stack has", {
    domain: { name: "api.example.com", existing: true, basePath: "v1/shop" },
  }),
  ...perOption("TLS to load balancers that services share", { tls, hostedZone, services: shared }),
  ...perOption("TLS to containers, and a service that moves to it", {
    ...{ tls, hostedZone },
    services: each({ containerTls: true, containerPort: 8443 }).map((entry, index) =>
      index === 0 ? { ...entry, standby: { containerTls: false, containerPort: 8080 } } : entry,
    ),
  }),
  {
    title: "TLS to an NLB that services share by ports",
    raw: article({
      ...{ tls, hostedZone },
      services: each({ balancer: "nlb" }).map((entry) => ({ ...entry, group: `fast-${String(entry["vpc"])}` })),
    }),
  },
  ...perOption("authorization, CORS, limits and logs", { ...accessKeys, services: guardedServices }),
  ...everyOption
    .filter((option) => option !== 1)
    .map((option) => ({
      title: `usage plans, a web ACL and streaming, option ${option}`,
      raw: article({ ...restKeys, option, services: guardedServices }),
    })),
  {
    title: "alarms",
    raw: article({ option: 4, alarms: { topic: "arn:aws:sns:us-east-1:111122223333:on-call" }, dashboard: true }),
  },
  {
    title: "a retired service",
    raw: article({ option: 5, services: [...each({}), service("old", "sales", { retired: true })] }),
  },
  ...strategies.flatMap(([title, deployment]) =>
    everyOption.map((option) => ({
      title: `${title}, option ${option}`,
      raw: article({ option, services: tested(deployment, [option]) }),
    })),
  ),
  ...both("load balancers for each service", ["1 3", "2 4", "5 1", "4 5"], () => ({})),
  ...both("services that share a load balancer", ["1 2", "3 5", "4 1"], () => ({ services: shared, ...withDomain() })),
  ...both("strategies", ["1 5", "5 1"], (options) => ({ services: tested(linear, options), ...withDomain() })),
  // Under option 4, the tasks of stock are behind an ALB, and ECS moves requests in one place.
  ...both("strategies behind ALBs", ["4 1", "5 4"], (options) => ({
    services: tested(linear, options).filter(({ balancer }) => balancer !== "nlb"),
  })),
  ...both("certificates of ALBs and NLBs", ["1 3", "2 5", "4 2"], () => ({ tls, hostedZone })),
  ...both("certificates of NLBs that services share", ["1 3", "5 2"], () => ({
    ...{ tls, hostedZone },
    services: each({ balancer: "nlb" }).map((entry) => ({ ...entry, group: `fast-${String(entry["vpc"])}` })),
  })),
  ...both("certificates of load balancers, with strategies", ["1 5", "5 1"], (options) => ({
    ...{ tls, hostedZone },
    services: tested({ strategy: "blueGreen" }, options),
  })),
];
