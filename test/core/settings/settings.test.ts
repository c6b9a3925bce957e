import assert from "node:assert/strict";
import { billing, providerName } from "../../support/endpoint-services";
import { article, articleVpcs, problemsOf, service, settingsOf } from "../../support/scenario";
import { balancerMistakes } from "./load-balancer-mistakes";
import { containerMistakes } from "./container-mistakes";
import { domainMistakes } from "./domain-mistakes";
import { endpointServiceMistakes } from "./endpoint-service-mistakes";
import { behind, orders, vpc } from "./fixtures";
import { reachMistakes } from "./reach-mistakes";
import { serviceMistakes } from "./service-mistakes";
import { stackMistakes } from "./stack-mistakes";

describe("settings", () => {
  for (const [title, raw, message] of [
    ...stackMistakes,
    ...serviceMistakes,
    ...containerMistakes,
    ...reachMistakes,
    ...balancerMistakes,
    ...domainMistakes,
    ...endpointServiceMistakes,
  ]) {
    it(`refuses ${title}`, () => {
      const problems = problemsOf(raw);
      assert.ok(
        problems.some((problem) => message.test(problem)),
        `no ${String(message)} among\n${problems.join("\n")}`,
      );
    });
  }

  it("accepts the scenario of the article", () => {
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

  it("reports problems between the entries that parse beside entries that do not", () => {
    const services = [
      service("orders", "sales", { containerPort: "80" }),
      service("stock", "nowhere"),
      service("items", "supply", { path: "/stock", cpus: 256 }),
      service("goods", "supply", { path: "/stock" }),
    ];
    assert.deepEqual(problemsOf(article({ services })), [
      'services[0].containerPort (orders): got "80"; allowed: a value of type number from 1 to 65535',
      'services[2] (items): unknown key "cpus"',
      'services[1].vpc (stock): got "nowhere"; allowed: sales, supply',
      "services[2].path (items): got /stock; stock already uses this path",
      "services[3].path (goods): got /stock; stock already uses this path",
    ]);
  });

  it("reports no key of a load balancer as missing beside a misspelled endpointService", () => {
    const at = "services[0].existing (billing)";
    for (const key of ["endpointservice", "endPointService", "endpointServce"]) {
      const existing = { [key]: { name: providerName, port: 8080 } };
      for (const more of [{}, { standby: { balancer: "nlb" } }])
        assert.deepEqual(problemsOf(article({ services: [billing({}, { existing, ...more })] })), [
          `${at}: unknown key "${key}"`,
        ]);
    }
    const problems = problemsOf(article({ services: [billing({}, { existing: { provider: {} } })] }));
    assert.equal(problems[0], `${at}: unknown key "provider"`);
    assert.equal(problems.filter((problem) => problem.includes("is missing")).length, 5);
  });

  it("reports no consequence of a value that is refused", () => {
    const services = [service("orders", "sales", { cpu: 300, memoryMiB: 4096 })];
    assert.deepEqual(
      problemsOf(article({ services })).map((problem) => problem.split(" ")[0]),
      ["services[0].cpu"],
    );
    const kmsKeys = ["arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-0000-0000-000000000000"];
    const sidecar = { name: "agent", image: "agent:1", secrets: { KEY: "no ARN" } };
    for (const [key, keys] of [
      ["sidecars[0].secrets", { kmsKeys, sidecars: [sidecar] }],
      ["balancer", { balancer: "gwlb", standby: { balancer: "alb" } }],
      ["group", { group: "No", standby: { group: null } }],
    ] as const)
      assert.deepEqual(
        problemsOf(article({ services: [service("orders", "sales", keys)] })).map(
          (problem) => problem.split(/\.KEY|[ :]/)[0],
        ),
        [`services[0].${key}`],
      );
    assert.deepEqual(
      problemsOf(article({ option: 9, stage: "$default" })).map((problem) => problem.split(":")[0]),
      ["option"],
    );
  });

  it("requires the Region", () => {
    assert.deepEqual(problemsOf(article(), ""), ["aws:region: is missing"]);
  });

  it("refuses options 1 and 5 in Regions without VPC links V2", () => {
    const raw = {
      services: [service("orders", "v")],
      vpcs: [{ name: "v", cidr: "10.1.0.0/16", zones: ["eus2-az1", "eus2-az2"] }],
    };
    assert.match(problemsOf({ ...raw, option: 5 }, "eu-south-2").join(), /option 5 needs VPC links V2/);
    assert.deepEqual(problemsOf({ ...raw, option: 2 }, "eu-south-2"), []);
  });

  it("has defaults: path by name, 0.25 vCPU, 512 MiB, two tasks, port 8080", () => {
    const [first] = settingsOf(article()).services;
    assert.equal(first?.path, "/orders");
    assert.deepEqual(first.runtime, {
      kind: "task",
      task: {
        image: "nginx:1.29",
        containerPort: 8080,
        containerTls: false,
        cpu: 256,
        memoryMiB: 512,
        architecture: "X86_64",
        desiredCount: 2,
        autoscaling: undefined,
        environment: {},
        secrets: {},
        command: undefined,
        entryPoint: undefined,
        user: undefined,
        workingDirectory: undefined,
        readonlyRootFilesystem: false,
        writablePaths: [],
        ephemeralStorageGiB: undefined,
        sidecars: [],
        capacity: undefined,
        exec: false,
        reaches: [],
        permissions: [],
        policyArns: [],
        kmsKeys: [],
      },
    });
  });

  it("accepts a service behind an existing load balancer", () => {
    assert.deepEqual(problemsOf(behind()), []);
  });

  it("accepts a deeper path next to a shallower one", () => {
    assert.deepEqual(problemsOf(orders({ path: "/customers/orders" })), []);
  });
});
