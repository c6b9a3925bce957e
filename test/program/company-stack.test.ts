import assert from "node:assert/strict";
import { routeLines } from "../../core/route-lines";
import { graphOf } from "../../policies/graph/graph";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { proveReaches } from "../../policies/paths/reaches";
import { rules } from "../../policies/rules";
import { zoneMap } from "../../simulator/aws/zones";
import type { RunResult } from "../../simulator/run";
import { main } from "../../tools/preview";
import { deployed } from "../simulator/deployed-stack";
import { find, named, ofType, runStack } from "../support/run";
import { everyOption, planOf } from "../support/scenario";
import { settingsOfStack } from "../support/stack-settings";
import { inProcess } from "../support/tool";

const run = (option = 1, pass: "preview" | "apply" = "apply") => runStack("company", pass, { option });
const reachesOf = async (option: number, pass: "preview" | "apply") => {
  const graph = graphOf(fromSnapshot((await run(option, pass)).resources));
  return proveReaches({ graph, config: { zoneIds: zoneMap("us-east-1") }, rules });
};
const namesOf = (result: RunResult, type: string) =>
  ofType(result, type)
    .map(({ name }) => name)
    .sort();
const containers = (result: RunResult, name: string) =>
  JSON.parse(String(find(result, "TaskDefinition", name).inputs["containerDefinitions"])) as Record<string, unknown>[];
const statements = (result: RunResult, role: string) =>
  (
    JSON.parse(String(find(result, "RolePolicy", role).inputs["policy"])) as {
      Statement: { Action: string[]; Resource: unknown }[];
    }
  ).Statement;
const actions = (result: RunResult, role: string) => statements(result, role).flatMap(({ Action }) => Action);

/** Of six services of the shop, three share an ALB; the four of the office have one each; two of money share one. */
const albs = ["books", "carts", "fraud", "images", "mails", "orders", "reports", "search", "staff", "web"];
const services = ["carts", "catalog", "fraud", "images", "ledger", "mails", "orders", "payments", "refunds"].concat(
  ...["reports", "reviews", "search", "staff", "storefront"],
);
const suffixed = (suffix: string, names: readonly string[]) => names.map((name) => `${name}-${suffix}`);
const vpcs = ["money", "office", "shop"];
const balancers: Readonly<Record<number, readonly string[]>> = {
  1: [...suffixed("alb", albs), "payments-nlb"],
  2: suffixed("nlb", services),
  3: suffixed("nlb-1", vpcs),
  // The option ignores `balancer: nlb` of payments.
  4: [...suffixed("alb", [...albs, "payments"]), ...suffixed("front-1", vpcs)],
  5: [...suffixed("alb", albs), "payments-nlb"],
};

/** Destinations outside the stack, with their port and the services that connect to them. */
const outside = [
  ["carts", "sg-0e1b2c3d4e5f60718", 6379],
  ["catalog", "sg-0d1b2c3d4e5f60718", 5432],
  ["ledger", "sg-0f1b2c3d4e5f60718", 5432],
  ["orders", "sg-0d1b2c3d4e5f60718", 5432],
  ["payments", "sg-0a1b2c3d4e5f60718", 443],
] as const;
const undetermined = [
  ...outside.flatMap(([service, group, port]) => [
    `${service} ${group}:${port}: the ingress rules of security group ${group} at port ${port}`,
    `${service} ${group}:${port}: a route to what has ${group}, if that is in another VPC`,
  ]),
  "mails 172.20.4.0/24:587: a route from the subnets of ECS service mails to 172.20.4.0/24",
  "mails 172.20.4.0/24:587: whether 172.20.4.0/24 admits ECS service mails on port 587",
];
const calls = [
  "orders carts:8080",
  "payments fraud:8080",
  "refunds payments:8080",
  "storefront carts:8080",
  "storefront catalog:8080",
];

for (const option of everyOption) {
  describe(`example stack company, option ${option}`, () => {
    it("has fourteen services in three VPCs, and the load balancers of the option", async () => {
      for (const pass of ["preview", "apply"] as const) {
        const result = await run(option, pass);
        assert.deepEqual(namesOf(result, "aws:ecs/service:Service"), services);
        assert.deepEqual(namesOf(result, "aws:ec2/vpc:Vpc"), vpcs);
        assert.deepEqual(namesOf(result, "aws:lb/loadBalancer:LoadBalancer"), [...(balancers[option] ?? [])].sort());
      }
    });

    it("calls between services are proved, and others undetermined, with what is missing", async () => {
      const of = (wanted: string, all: Awaited<ReturnType<typeof reachesOf>>) =>
        all.filter(({ verdict }) => verdict === wanted);
      assert.deepEqual(of("refuted", await reachesOf(option, "preview")), []);
      const all = await reachesOf(option, "apply");
      assert.deepEqual(of("refuted", all), []);
      const proved = of("proved", all).map(({ service, to }) => `${service} ${to}`);
      assert.deepEqual(proved.sort(), calls);
      const open = of("undetermined", all).flatMap((proof) =>
        proof.open.map(({ needs }) => `${proof.service} ${proof.to}: ${needs}`),
      );
      assert.deepEqual(open.sort(), [...undetermined].sort());
    });

    it("requests arrive at the service of the longest path", async () => {
      const stack = await deployed("company", "us-east-1", option);
      assert.equal(stack.summary("/live"), "storefront /");
      assert.equal(stack.summary("/live/sale/today"), "storefront /sale/today");
      assert.equal(stack.summary("/live/catalog/7"), "catalog /catalog/7");
      assert.equal(stack.summary("/live/catalog/reviews/7"), "reviews /catalog/reviews/7");
      assert.equal(stack.summary("/live/search/shoes"), "search /shoes");
      for (const name of ["orders", "mails", "payments", "refunds", "ledger"])
        assert.equal(stack.summary(`/live/${name}/7`), `${name} /${name}/7`);
    });

    it("a request that a replaced task of orders has begun may take 90 seconds", async () => {
      const result = await run(option);
      const drains = ofType(result, "TargetGroup").filter(({ name }) => name.includes("orders"));
      const ofTasks = drains.filter(({ inputs }) => inputs["targetType"] === "ip");
      assert.deepEqual(
        ofTasks.map(({ inputs }) => inputs["deregistrationDelay"]),
        [90],
      );
      // An NLB goes on sending requests for 120 seconds, whatever `drainSeconds` is.
      const seconds = option === 2 || option === 3 ? 120 : 90;
      assert.equal(containers(result, "orders")[0]?.["stopTimeout"], seconds);
    });
  });
}

describe("example stack company", () => {
  it("has a NAT gateway per zone, one, and none; endpoints of the last for what its tasks use", async () => {
    const result = await run();
    assert.equal(ofType(result, "NatGateway").length, 3 + 1 + 0);
    const endpoints = ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager", "ssmmessages"];
    assert.deepEqual(
      namesOf(result, "VpcEndpoint"),
      endpoints.map((name) => `money-${name}`),
    );
  });

  it("security group rules of a caller are its own destinations", async () => {
    const result = await run();
    const of = (service: string) =>
      namesOf(result, "SecurityGroupEgressRule").filter((name) => name.startsWith(`${service}-service-`));
    assert.deepEqual(of("orders"), [
      "orders-service-443-to-0.0.0.0-0",
      "orders-service-5432-to-sg-0d1b2c3d4e5f60718",
      "orders-service-8080-to-carts-service",
    ]);
    assert.deepEqual(of("payments"), [
      "payments-service-443-to-money-endpoints",
      "payments-service-443-to-money-s3",
      "payments-service-443-to-sg-0a1b2c3d4e5f60718",
      "payments-service-8080-to-fraud-service",
    ]);
  });

  it("the request path names the number of tasks", () => {
    const { raw, region } = settingsOfStack("company");
    const tasks = routeLines(planOf(raw, region)).flatMap(({ route, hops }) =>
      ["ANY /mails", "ANY /catalog/reviews"].includes(route) ? [hops.at(-1)] : [],
    );
    assert.deepEqual(tasks, ["reviews:8080 x3 tasks", "mails:8080 x1 task"]);
  });

  it("two VPCs have calls, and callers wait for the services that they call", async () => {
    const result = await run();
    assert.deepEqual(namesOf(result, "HttpNamespace"), ["money", "shop"]);
    const awaited = (name: string) =>
      named(find(result, "aws:ecs/service:Service", name).dependencies).filter((text) => text.startsWith("Service "));
    assert.deepEqual(awaited("storefront"), ["Service carts", "Service catalog"]);
    assert.deepEqual(awaited("refunds"), ["Service payments"]);
    assert.deepEqual(awaited("mails"), []);
  });

  it("roles may use the queue, the bucket and the keys that are theirs, and nothing else", async () => {
    const result = await run();
    assert.deepEqual(
      namesOf(result, "RolePolicy").filter((name) => name.endsWith("-task")),
      ["images-task", "ledger-task", "mails-task", "orders-task", "reports-task"],
    );
    assert.deepEqual(actions(result, "orders-task"), ["sqs:SendMessage"]);
    assert.ok(actions(result, "reports-task").includes("s3:PutObject"));
    assert.ok(actions(result, "reports-task").includes("ssmmessages:OpenDataChannel"));
    assert.deepEqual(namesOf(result, "RolePolicyAttachment").length, 1);
    const withKeys = services.filter((name) => actions(result, `${name}-execution`).includes("kms:Decrypt"));
    assert.deepEqual(withKeys, ["catalog", "payments"]);
    // IAM knows the secret, not the key inside it.
    const secret = statements(result, "catalog-execution").find(({ Action }) =>
      Action.includes("secretsmanager:GetSecretValue"),
    );
    assert.deepEqual(secret?.Resource, ["arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/catalog-AbCdEf"]);
  });

  it("search waits for its index; payments can write to one directory", async () => {
    const result = await run();
    const [search, index] = containers(result, "search");
    assert.deepEqual(search?.["dependsOn"], [{ containerName: "index", condition: "HEALTHY" }]);
    assert.deepEqual([index?.["name"], index?.["memoryReservation"]], ["index", 2048]);
    const [payments] = containers(result, "payments");
    assert.deepEqual([payments?.["readonlyRootFilesystem"], payments?.["user"]], [true, "1000:1000"]);
    assert.deepEqual(
      (payments?.["mountPoints"] as { containerPath: string }[]).map(({ containerPath }) => containerPath),
      ["/work"],
    );
  });

  it("two services are on Spot, two accept commands, two scale", async () => {
    const result = await run();
    const having = (key: string) =>
      ofType(result, "aws:ecs/service:Service")
        .filter(({ inputs }) => inputs[key] !== undefined && inputs[key] !== false)
        .map(({ name }) => name)
        .sort();
    assert.deepEqual(having("capacityProviderStrategies"), ["images", "reviews"]);
    assert.deepEqual(having("enableExecuteCommand"), ["ledger", "reports"]);
    // CPU and memory of storefront, memory of images.
    assert.equal(ofType(result, "aws:appautoscaling/policy:Policy").length, 3);
  });

  it("uses 29.5 vCPU on demand and 3.5 on Spot at most, and costs 845.13 USD", async () => {
    const { stdout } = await inProcess(main)("--stack", "company", "--pass", "preview", "--json");
    const { quotas, cost } = JSON.parse(stdout) as {
      quotas: { quota: string; used: number }[];
      cost: { lines: { of: string; count: number; usdPerMonth: number }[]; usdPerMonth: number };
    };
    const used = (quota: string) => quotas.find((each) => each.quota === quota)?.used;
    // Twice the tasks at their maximum: storefront 4, search, fraud 2 each, catalog, carts, orders, payments, refunds 1
    // each, ledger 0.5, reviews, mails, reports, staff 0.25 each, and 0.25 of images: 14.75.
    assert.equal(used("fargate.onDemandVcpu"), 29.5);
    // Two tasks of reviews and five of images at 0.25: 1.75.
    assert.equal(used("fargate.spotVcpu"), 3.5);
    const tasks = cost.lines.filter((line) => line.of === "tasks");
    // On demand 11.5 vCPU and 27 GB, with ARM64 0.25 and 0.5; on Spot 0.5 and 1, with ARM64 0.25 and 0.5; 2 x 20 GiB of
    // storage above what is free. In the order of the lines at list prices for 730 hours:
    assert.deepEqual(
      tasks.map(({ count, usdPerMonth }) => [count, usdPerMonth]),
      [
        ...[[11.5, 339.83] as const, [27, 87.61] as const, [0.25, 5.91] as const, [0.5, 1.3] as const],
        ...[[0.5, 4.43] as const, [1, 0.97] as const, [0.25, 1.77] as const, [0.5, 0.39] as const],
        [40, 3.24],
      ],
    );
    // 11 load balancers at 16.425, 4 NAT gateways at 32.85 with addresses at 3.65, 10 endpoints at 7.30, and the tasks.
    assert.equal(cost.usdPerMonth, 845.13);
  });
});
