import assert from "node:assert/strict";
import { article, articleServices, articleVpcs, everyOption, service } from "../support/scenario";
import { find, named, ofType, runStack } from "../support/run";

type Inputs = Readonly<Record<string, unknown>>;

const secret = (name: string) => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`;
const repository = (name: string) => `111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/${name}`;
/** Every key of a container, with a value of its own. */
const running = {
  command: ["serve", "--port", "8080"],
  entryPoint: ["/entry.sh"],
  user: "1000:1000",
  workingDirectory: "/srv",
  readonlyRootFilesystem: true,
  writablePaths: ["/tmp", "/var/run"],
};
const proxy = {
  name: "proxy",
  image: `${repository("proxy")}:1`,
  essential: false,
  memoryReservationMiB: 64,
  healthCommand: ["CMD-SHELL", "curl -f http://localhost:9901/ready"],
  startsBefore: true,
  environment: { MODE: "edge" },
  secrets: { TOKEN: `${secret("proxy")}:token::` },
  ...running,
};
const full = {
  ...running,
  image: `${repository("orders")}:1`,
  secrets: { PASSWORD: secret("orders") },
  ephemeralStorageGiB: 50,
  sidecars: [proxy, { name: "agent", image: "agent:1", startsBefore: true }],
};
const others = articleServices.slice(1);
const withOrders = (keys: Inputs, more: Inputs = {}) =>
  article({ services: [service("orders", "sales", keys), ...others], ...more });

const run = (raw: Record<string, unknown>, pass: "preview" | "apply" = "apply") => runStack("dev", pass, raw);
type Result = Awaited<ReturnType<typeof run>>;
const definition = (result: Result, name: string) => find(result, "TaskDefinition", name).inputs;
const containers = (result: Result, name: string) =>
  JSON.parse(String(definition(result, name)["containerDefinitions"])) as readonly Inputs[];
const ecsService = (result: Result, name: string) => find(result, "aws:ecs/service:Service", name);
const statements = (result: Result, name: string) =>
  (
    JSON.parse(String(find(result, "RolePolicy", name).inputs["policy"])) as {
      Statement: { Action: string[]; Resource: unknown }[];
    }
  ).Statement;

const logs = (container: string) => ({
  logDriver: "awslogs",
  options: {
    "awslogs-group": "/ecs/private-integrations/dev/orders",
    "awslogs-region": "us-east-1",
    "awslogs-stream-prefix": container,
  },
});
/** Seconds to stop: the longest drain of the service's target groups, 35 behind an ALB and 120 behind an NLB. */
const stopTimeouts = { 1: 35, 2: 120, 3: 120, 4: 35, 5: 35 } as const;
const inContainer = (container: string) => ({
  command: running.command,
  entryPoint: running.entryPoint,
  user: running.user,
  workingDirectory: running.workingDirectory,
  readonlyRootFilesystem: true,
  mountPoints: [
    { sourceVolume: `${container}-writable-1`, containerPath: "/tmp", readOnly: false },
    { sourceVolume: `${container}-writable-2`, containerPath: "/var/run", readOnly: false },
  ],
});

describe("containers of a service", () => {
  // Another text is another revision, and a deployment of every service that runs.
  it("without the keys the definition is the same in every byte", async () => {
    const result = await run(article());
    assert.equal(
      definition(result, "orders")["containerDefinitions"],
      '[{"name":"orders","image":"nginx:1.29","essential":true,"portMappings":[{"containerPort":8080,"protocol":"tcp"}],"environment":[],"secrets":[],"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/ecs/private-integrations/dev/orders","awslogs-region":"us-east-1","awslogs-stream-prefix":"orders"}},"stopTimeout":35}]',
    );
    assert.deepEqual(Object.keys(definition(result, "orders")).sort(), [
      "containerDefinitions",
      "cpu",
      "executionRoleArn",
      "family",
      "memory",
      "networkMode",
      "requiresCompatibilities",
      "runtimePlatform",
      "skipDestroy",
      "taskRoleArn",
    ]);
    const { inputs } = ecsService(result, "orders");
    assert.equal(inputs["launchType"], "FARGATE");
    for (const key of ["capacityProviderStrategies", "forceNewDeployment", "enableExecuteCommand"])
      assert.equal(inputs[key], undefined, key);
    assert.deepEqual(ofType(result, "ClusterCapacityProviders"), []);
    assert.equal(ofType(result, "RolePolicy").length, 4);
  });

  for (const option of everyOption) {
    it(`option ${option}: every key reaches the task definition`, async () => {
      for (const pass of ["preview", "apply"] as const) {
        const result = await run(withOrders(full, { option }), pass);
        assert.deepEqual(containers(result, "orders"), [
          {
            name: "orders",
            image: full.image,
            essential: true,
            portMappings: [{ containerPort: 8080, protocol: "tcp" }],
            environment: [],
            secrets: [{ name: "PASSWORD", valueFrom: secret("orders") }],
            logConfiguration: logs("orders"),
            stopTimeout: stopTimeouts[option],
            ...inContainer("orders"),
            dependsOn: [
              { containerName: "proxy", condition: "HEALTHY" },
              { containerName: "agent", condition: "START" },
            ],
          },
          {
            name: "proxy",
            image: proxy.image,
            essential: false,
            environment: [{ name: "MODE", value: "edge" }],
            secrets: [{ name: "TOKEN", valueFrom: proxy.secrets.TOKEN }],
            logConfiguration: logs("proxy"),
            memoryReservation: 64,
            healthCheck: { command: proxy.healthCommand, interval: 30, timeout: 5, retries: 3 },
            ...inContainer("proxy"),
          },
          {
            name: "agent",
            image: "agent:1",
            essential: true,
            environment: [],
            secrets: [],
            logConfiguration: logs("agent"),
          },
        ]);
        const { ephemeralStorage, volumes } = definition(result, "orders");
        assert.deepEqual(ephemeralStorage, { sizeInGib: 50 });
        assert.deepEqual(
          volumes,
          ["orders-writable-1", "orders-writable-2", "proxy-writable-1", "proxy-writable-2"].map((name) => ({ name })),
        );
      }
    });
  }

  it("a health check path other than / is a label, so that another one deploys the tasks again", async () => {
    const labels = async (keys: Inputs) => containers(await run(withOrders(keys)), "orders")[0]?.["dockerLabels"];
    const path = "/health";
    assert.deepEqual(await labels({ healthCheck: { path } }), { "private-integrations.health-check": path });
    assert.equal(await labels({ healthCheck: { path: "/" } }), undefined);
    const calls = { cpu: 512, memoryMiB: 1024, reaches: [{ service: "customers" }], healthCheck: { path } };
    assert.deepEqual(await labels(calls), {
      "private-integrations.calls": "customers",
      "private-integrations.health-check": path,
    });
  });

  it("the execution role reads the secrets and repositories of all containers", async () => {
    const own = statements(await run(withOrders(full)), "orders-execution");
    assert.deepEqual(
      own.slice(2).map(({ Action, Resource }) => [Action.at(-1), Resource]),
      [
        [
          "ecr:GetDownloadUrlForLayer",
          ["orders", "proxy"].map((name) => `arn:aws:ecr:us-east-1:111122223333:repository/shop/${name}`),
        ],
        ["secretsmanager:GetSecretValue", [secret("orders"), secret("proxy")]],
      ],
    );
  });

  it("a VPC without NAT has the endpoints for a sidecar's secrets and for ECS Exec", async () => {
    const vpcs = [{ ...articleVpcs[0], nat: "none" }, articleVpcs[1]];
    const image = `${repository("orders")}:1`;
    const of = async (keys: Inputs) => {
      const services = [service("orders", "sales", { image, ...keys }), ...others.slice(1)];
      const result = await run(article({ vpcs, services }));
      return ofType(result, "VpcEndpoint")
        .map(({ name }) => name.replace("sales-", ""))
        .sort();
    };
    const always = ["ecr.api", "ecr.dkr", "logs"];
    assert.deepEqual(await of({}), [...always, "s3"]);
    const sidecar = { name: "proxy", image, secrets: { TOKEN: secret("proxy") } };
    assert.deepEqual(await of({ sidecars: [sidecar] }), [...always, "s3", "secretsmanager"]);
    assert.deepEqual(await of({ exec: true }), [...always, "s3", "ssmmessages"]);
  });
});

describe("ECS Exec", () => {
  for (const option of everyOption) {
    it(`option ${option}: the service allows commands, and its task role the four channels only`, async () => {
      const result = await run(withOrders({ exec: true }, { option }));
      assert.equal(ecsService(result, "orders").inputs["enableExecuteCommand"], true);
      assert.equal(ecsService(result, "customers").inputs["enableExecuteCommand"], undefined);
      assert.deepEqual(containers(result, "orders")[0]?.["linuxParameters"], { initProcessEnabled: true });
      assert.deepEqual(statements(result, "orders-task"), [
        {
          Effect: "Allow",
          Action: ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
            (name) => `ssmmessages:${name}`,
          ),
          Resource: "*",
        },
      ]);
      assert.equal(ofType(result, "RolePolicy").length, 5);
      assert.ok(named(ecsService(result, "orders").dependencies).includes("RolePolicy orders-task"));
    });
  }
});

describe("capacity of a service", () => {
  for (const option of everyOption) {
    it(`option ${option}: Spot keeps one task on demand, and the service waits for the providers`, async () => {
      const result = await run(withOrders({ capacity: "spot" }, { option }));
      const { inputs, dependencies } = ecsService(result, "orders");
      assert.deepEqual(inputs["capacityProviderStrategies"], [
        { capacityProvider: "FARGATE", base: 1, weight: 0 },
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
      ]);
      assert.deepEqual([inputs["launchType"], inputs["forceNewDeployment"]], [undefined, true]);
      assert.ok(named(dependencies).includes("ClusterCapacityProviders sales"));
      // Only the cluster with such a service has providers, and only that service waits for them.
      const [providers, ...more] = ofType(result, "ClusterCapacityProviders");
      assert.deepEqual([providers?.name, more], ["sales", []]);
      assert.deepEqual(providers?.inputs["capacityProviders"], ["FARGATE", "FARGATE_SPOT"]);
      const neighbour = ecsService(result, "customers");
      assert.equal(neighbour.inputs["launchType"], "FARGATE");
      assert.ok(!named(neighbour.dependencies).includes("ClusterCapacityProviders sales"));
    });
  }

  it("on demand, written out, is a strategy too: a launch type would replace the service", async () => {
    const { inputs } = ecsService(await run(withOrders({ capacity: "onDemand" })), "orders");
    assert.deepEqual(inputs["capacityProviderStrategies"], [{ capacityProvider: "FARGATE", weight: 1 }]);
    assert.deepEqual([inputs["launchType"], inputs["forceNewDeployment"]], [undefined, true]);
  });
});
