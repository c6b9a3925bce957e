import assert from "node:assert/strict";
import { article, articleServices, articleVpcs, problemsOf, service, settingsOf } from "../../support/scenario";

const vpc = (more: Record<string, unknown>) => ({ ...articleVpcs[0], ...more });
const oneVpc = (more: Record<string, unknown>) => article({ vpcs: [vpc(more), articleVpcs[1]] });
const orders = (more: Record<string, unknown>) =>
  article({ services: [service("orders", "sales", more), ...articleServices.slice(1)] });
const withOrders = (...others: ReturnType<typeof service>[]) => article({ services: [...articleServices, ...others] });
const albArn = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/billing/50dc6c495c0c9188";
const subnets = [
  { id: "subnet-1", zone: "use1-az1", cidr: "10.30.0.0/20" },
  { id: "subnet-2", zone: "use1-az2", cidr: "10.30.16.0/20" },
];
const legacy = { name: "legacy", existing: { id: "vpc-1", subnets } };
const existing = {
  arn: albArn,
  dnsName: "billing.elb",
  listenerArn: `${albArn.replace("loadbalancer/", "listener/")}/f2f7dc8efc522ab2`,
  port: 80,
  protocol: "HTTP",
  securityGroupId: "sg-1",
};
const behind = (more: Record<string, unknown> = {}, top: Record<string, unknown> = {}, vpcName = "legacy") =>
  article({
    vpcs: [...articleVpcs, legacy],
    services: [...articleServices, { name: "billing", vpc: vpcName, existing: { ...existing, ...more }, ...top }],
  });

/** Each mistake with the message that it gets: `[title, configuration, what the message says]`. */
const mistakes: [string, Record<string, unknown>, RegExp][] = [
  ["an option outside 1-5", article({ option: 6 }), /^option: got 6; allowed: 1, 2, 3, 4, 5$/],
  ["an option that is no number", article({ option: "one" }), /^option: got "one"; allowed: 1, 2, 3, 4, 5$/],
  ["an unknown key of the stack", article({ servces: [] }), /^configuration: unknown key "servces"$/],
  [
    "an unknown key of a service, with the service's name",
    orders({ imgae: "x" }),
    /^services\[0\] \(orders\): unknown key "imgae"$/,
  ],
  ["no services", article({ services: [] }), /^services: got \[\]; allowed: at least 1 entry$/],
  ["a missing list of VPCs", { option: 1, services: articleServices }, /^vpcs: is missing/],
  ["a stage with a space", article({ stage: "my stage" }), /^stage: got "my stage"; allowed: letters/],
  [
    "$default with a REST API",
    article({ stage: "$default", option: 2 }),
    /^stage: \$default works with HTTP APIs only, and option 2/,
  ],
  [
    "an unknown quota",
    article({ quotas: { "elb.bananas": { value: 1, reason: "x" } } }),
    /^quotas: unknown key "elb\.bananas"$/,
  ],
  ["a quota without a reason", article({ quotas: { "elb.albsPerRegion": { value: 60 } } }), /reason: is missing/],
  [
    "a quota that AWS never raises",
    article({ quotas: { "elb.listenersPerNlb": { value: 60, reason: "wish" } } }),
    /got 60; AWS does not raise "Listeners per Network Load Balancer" above 50/,
  ],
  [
    "a CIDR that is none",
    oneVpc({ cidr: "10.1.0.0" }),
    /^vpcs\[0\]\.cidr \(sales\): got "10\.1\.0\.0"; not an IPv4 block/,
  ],
  ["a CIDR with host bits", oneVpc({ cidr: "10.1.0.1/16" }), /the block starts at 10\.1\.0\.0\/16/],
  [
    "overlapping VPCs",
    oneVpc({ cidr: "10.2.0.0/17" }),
    /^vpcs\[1\]\.cidr \(supply\): 10\.2\.0\.0\/16 overlaps 10\.2\.0\.0\/17 of sales$/,
  ],
  [
    "a VPC too small to cut",
    oneVpc({ cidr: "10.1.0.0/26" }),
    /^vpcs\[0\]\.cidr \(sales\): 10\.1\.0\.0\/26 is too small for 2 zones/,
  ],
  [
    "a VPC too small for what stands in it",
    oneVpc({ cidr: "10.1.0.0/25" }),
    /private subnet 10\.1\.0\.16\/28 in use1-az1 is too small: 21 addresses are needed \(2 ALBs x 8, 0 NLBs, 1 links, 0 endpoints, 8 tasks in 2 zones\), 11 are free/,
  ],
  [
    "a zone name instead of an id",
    oneVpc({ zones: ["us-east-1a", "us-east-1b"] }),
    /got "us-east-1a"; allowed: a zone id such as use1-az1/,
  ],
  [
    "one zone only",
    oneVpc({ zones: ["use1-az1"] }),
    /zones \(sales\): got \["use1-az1"\]; allowed: at least 2 entries/,
  ],
  ["one zone twice", oneVpc({ zones: ["use1-az1", "use1-az1"] }), /zone use1-az1 stands there twice/],
  [
    "a zone without VPC links V2",
    oneVpc({ zones: ["use1-az1", "use1-az3"] }),
    /use1-az3: no VPC link V2 works there in us-east-1; allowed: use1-az1, use1-az2, use1-az4/,
  ],
  [
    "a VPC without a block",
    article({ vpcs: [{ name: "sales", zones: ["use1-az1", "use1-az2"] }, articleVpcs[1]] }),
    /^vpcs\[0\]\.cidr \(sales\): is missing/,
  ],
  [
    "a block for a VPC that exists",
    article({ vpcs: [...articleVpcs, { ...legacy, cidr: "10.9.0.0/16" }] }),
    /^vpcs\[2\]\.cidr \(legacy\): has no effect/,
  ],
  [
    "two VPCs of one name",
    article({ vpcs: [articleVpcs[0], { ...articleVpcs[1], name: "sales" }] }),
    /^vpcs: two VPCs are named sales$/,
  ],
  [
    "a service in an unknown VPC",
    orders({ vpc: "salse" }),
    /^services\[0\]\.vpc \(orders\): got "salse"; allowed: sales, supply$/,
  ],
  [
    "two services of one name",
    withOrders(service("orders", "sales", { path: "/o2" })),
    /^services: two services are named orders$/,
  ],
  ["a name with capitals", withOrders(service("Billing", "sales")), /got "Billing"; allowed: lower-case letters/],
  ["a name too long", withOrders(service("a-name-of-21-letters-", "sales")), /allowed: lower-case/],
  [
    "a name of 21 characters",
    withOrders(service("abcdefghijklmnopqrstu", "sales")),
    /got "abcdefghijklmnopqrstu"; allowed: at most 20 characters/,
  ],
  [
    "a VPC name of 16 characters",
    oneVpc({ name: "abcdefghijklmnop" }),
    /got "abcdefghijklmnop"; allowed: at most 15 characters/,
  ],
  [
    "a service without an image",
    article({ services: [...articleServices.slice(1), { name: "orders", vpc: "sales" }] }),
    /^services\[3\]\.image \(orders\): is missing/,
  ],
  [
    "memory that Fargate does not offer",
    orders({ memoryMiB: 4096 }),
    /^services\[0\]\.memoryMiB \(orders\): got 4096; Fargate offers with cpu 256: 512, 1024, 2048$/,
  ],
  [
    "a CPU size that Fargate does not offer",
    orders({ cpu: 300 }),
    /^services\[0\]\.cpu \(orders\): got 300; allowed: 256, 512, 1024, 2048, 4096, 8192, 16384$/,
  ],
  [
    "autoscaling bounds in the wrong order",
    orders({ autoscaling: { minCount: 4, maxCount: 2 } }),
    /minCount 4 is above maxCount 2/,
  ],
  [
    "a desired count outside the bounds",
    orders({ desiredCount: 9, autoscaling: { minCount: 2, maxCount: 4 } }),
    /desiredCount 9 lies outside 2 to 4/,
  ],
  [
    "a check slower than its interval",
    orders({ healthCheck: { intervalSeconds: 5, timeoutSeconds: 5 } }),
    /got 5; allowed: less than intervalSeconds \(5\)/,
  ],
  [
    "two services on one path",
    orders({ path: "/customers" }),
    /^services\[1\]\.path \(customers\): \/customers belongs to orders already$/,
  ],
  ["paths that are equal once normalised", orders({ path: "/customers/" }), /\/customers belongs to orders already/],
  ["a path with a wildcard", orders({ path: "/o*" }), /got "\/o\*"; allowed: `\/` or up to 8 segments/],
  ["a path that API Gateway keeps for itself", orders({ path: "/ping" }), /\/ping never reaches the service/],
  [
    "Cloud Map with a REST API",
    article({
      option: 5,
      services: [service("orders", "sales", { balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } })],
    }),
    /cloudMap works with HTTP APIs only, and option 5/,
  ],
  [
    "Cloud Map without a check in the container",
    orders({ balancer: "cloudMap" }),
    /^services\[0\]\.healthCheck\.command \(orders\): is missing/,
  ],
  [
    "a group across VPCs",
    article({ services: [service("orders", "sales", { group: "web" }), service("stock", "supply", { group: "web" })] }),
    /web stands in sales with orders, this service in supply/,
  ],
  [
    "a group of different balancers",
    article({
      services: [
        service("orders", "sales", { group: "web" }),
        service("customers", "sales", { group: "web", balancer: "nlb" }),
      ],
    }),
    /differs from orders, with which it shares the balancer of group web/,
  ],
  ["a group named like a service", orders({ group: "stock" }), /stock is the name of a service too/],
  [
    "a public image without NAT",
    oneVpc({ nat: "none" }),
    /without NAT a task reaches only private ECR repositories in us-east-1/,
  ],
  [
    "a secret of another Region",
    orders({ secrets: { KEY: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a" } }),
    /secrets\.KEY \(orders\): lies in eu-west-1/,
  ],
  [
    "a secret that is no ARN",
    orders({ secrets: { KEY: "s3cret" } }),
    /got "s3cret"; allowed: an ARN of secretsmanager/,
  ],
  [
    "a variable both plain and secret",
    orders({ environment: { KEY: "1" }, secrets: { KEY: "arn:aws:ssm:us-east-1:111122223333:parameter/a" } }),
    /stands in environment too/,
  ],
  [
    "an existing balancer in a new VPC",
    behind({}, {}, "sales"),
    /stands in VPC sales, which the stack is only about to make/,
  ],
  [
    "an HTTPS listener",
    behind({ protocol: "HTTPS" }),
    /got HTTPS; TLS between API Gateway and a balancer is not built yet/,
  ],
  ["a TCP listener of an ALB", behind({ protocol: "TCP" }), /got TCP; allowed for this kind of balancer: HTTP/],
  [
    "a listener of another balancer",
    behind({ listenerArn: existing.listenerArn.replace("billing", "other") }),
    /belongs to another balancer/,
  ],
  ["an ALB without its group", behind({ securityGroupId: undefined }), /securityGroupId \(billing\): is missing/],
  ["a port that REST integrations refuse", behind({ port: 81 }), /got 81; allowed: 80, 443 and 1024-65535/],
  ["an image behind an existing balancer", behind({}, { image: "nginx" }), /image \(billing\): has no effect/],
  [
    "a balancer of another Region",
    behind({ arn: albArn.replace("us-east-1", "us-east-2") }),
    /lies in another Region than the stack/,
  ],
];

describe("settings", () => {
  for (const [title, raw, message] of mistakes) {
    it(`refuses ${title}`, () => {
      const problems = problemsOf(raw);
      assert.ok(
        problems.some((problem) => message.test(problem)),
        `no ${String(message)} among\n${problems.join("\n")}`,
      );
    });
  }

  it("takes the article's scenario as it stands", () => {
    assert.deepEqual(problemsOf(article()), []);
  });

  it("reports all problems at once", () => {
    const problems = problemsOf(
      article({
        vpcs: [vpc({ cidr: "10.2.0.0/17" }), articleVpcs[1]],
        services: [service("orders", "salse", { memoryMiB: 1 })],
      }),
    );
    assert.equal(problems.length, 3, problems.join("\n"));
  });

  it("asks for the Region", () => {
    assert.deepEqual(problemsOf(article(), ""), ["aws:region: is missing"]);
  });

  it("refuses options 1 and 5 where AWS lists no zone for VPC links V2", () => {
    const raw = {
      services: [service("orders", "v")],
      vpcs: [{ name: "v", cidr: "10.1.0.0/16", zones: ["eus2-az1", "eus2-az2"] }],
    };
    assert.match(problemsOf({ ...raw, option: 5 }, "eu-south-2").join(), /option 5 needs VPC links V2/);
    assert.deepEqual(problemsOf({ ...raw, option: 2 }, "eu-south-2"), []);
  });

  it("fills defaults in: path by name, 0.25 vCPU, 512 MiB, two tasks, port 8080", () => {
    const [first] = settingsOf(article()).services;
    assert.equal(first?.path, "/orders");
    assert.deepEqual(first.runtime, {
      kind: "task",
      task: {
        image: "nginx:1.29",
        containerPort: 8080,
        cpu: 256,
        memoryMiB: 512,
        architecture: "X86_64",
        desiredCount: 2,
        autoscaling: undefined,
        environment: {},
        secrets: {},
      },
    });
  });

  it("takes a service behind an existing balancer", () => {
    assert.deepEqual(problemsOf(behind()), []);
  });

  it("takes a deeper path beside a shallower one", () => {
    assert.deepEqual(problemsOf(orders({ path: "/customers/orders" })), []);
  });
});
