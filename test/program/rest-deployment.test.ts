import assert from "node:assert/strict";
import { adminOrigin, cognito, shopOrigin, userPool, webAcl } from "../support/access";
import { find, runStack } from "../support/run";
import { articleServices } from "../support/scenario";

type Keys = Readonly<Record<string, unknown>>;

const usagePlans = [{ name: "partners", keys: ["acme"] }];
const cors = { origins: [shopOrigin, adminOrigin] };
const full: Keys = { auth: cognito, cors, usagePlans, account: { restLogRole: "exists" } };

const run = (keys: Keys, orders: Keys = {}) =>
  runStack("dev", "apply", {
    option: 5,
    services: articleServices.map((entry) => (entry.name === "orders" ? { ...entry, ...orders } : entry)),
    ...keys,
  });

const triggersOf = async (keys: Keys, orders: Keys = {}) =>
  find(await run(keys, orders), "aws:apigateway/deployment:Deployment", "option-5").inputs["triggers"] as Keys;

/** What a deployment contains: everything of the API but the deployment itself, its stage, and what refers to the stage. */
const contained = [
  ...["aws:apigateway/authorizer:Authorizer", "aws:apigateway/response:Response"],
  ...["aws:apigateway/method:Method", "aws:apigateway/methodResponse:MethodResponse"],
  ...["aws:apigateway/integration:Integration", "aws:apigateway/integrationResponse:IntegrationResponse"],
];

describe("deployments of a REST API", () => {
  it("a deployment waits for everything that it contains", async () => {
    const result = await run(full, { publicPaths: ["/orders/health"] });
    const { dependencies } = find(result, "aws:apigateway/deployment:Deployment", "option-5");
    const waits = new Set(dependencies);
    const parts = result.resources.filter(({ type }) => contained.includes(type));
    // 10 routes with 2 resources, 10 preflights with 4, 2 gateway responses, the authorizer.
    assert.equal(parts.length, 10 * 2 + 10 * 4 + 2 + 1);
    for (const { urn } of parts) assert.ok(waits.has(urn), urn);
  });

  it("no two resources of an API with all keys have the same name", async () => {
    const { resources } = await run({ ...full, webAcl, accessLogs: true }, { publicPaths: ["/orders/health"] });
    assert.equal(new Set(resources.map(({ urn }) => urn)).size, resources.length);
  });

  /** Changes that only another deployment puts into effect: keys of the stack and of `orders`, before and after. */
  const deployed: readonly (readonly [what: string, before: readonly [Keys, Keys?], after: readonly [Keys, Keys?]])[] =
    [
      ["auth", [{}], [{ auth: { kind: "iam" } }]],
      ["the kind of auth", [{ auth: { kind: "iam" } }], [{ auth: cognito }]],
      ["the user pool", [full], [{ ...full, auth: { ...cognito, userPool: userPool.replace("AbC", "XyZ") } }]],
      ["scopes", [full], [full, { scopes: ["orders/read"] }]],
      ["other scopes", [full, { scopes: ["orders/write"] }], [full, { scopes: ["orders/read"] }]],
      ["public", [full], [full, { public: true }]],
      ["publicPaths", [full], [full, { publicPaths: ["/orders/health"] }]],
      ["keys that are required", [{ usagePlans, apiKeys: "optional" }], [{ usagePlans }]],
      ["cors", [{}], [{ cors }]],
      ["origins", [{ cors }], [{ cors: { origins: [shopOrigin] } }]],
      ["exposed headers, which only errors have", [{ cors }], [{ cors: { ...cors, exposeHeaders: ["x-a"] } }]],
      ["credentials", [{ cors }], [{ cors: { ...cors, credentials: true } }]],
      ["the age of preflights", [{ cors }], [{ cors: { ...cors, maxAgeSeconds: 5 } }]],
      ["timeoutSeconds", [{}], [{ timeoutSeconds: 5 }]],
      ["streaming of a service", [{}], [{}, { streaming: true }]],
    ];
  for (const [what, before, after] of deployed)
    it(`${what}: a change creates another deployment, as a preview knows`, async () => {
      assert.notEqual((await triggersOf(...before))["plan"], (await triggersOf(...after))["plan"]);
    });

  /** Changes of stage, usage plans and log group, which no deployment contains. */
  const others: readonly (readonly [what: string, keys: Keys, orders?: Keys])[] = [
    ["throttle", { throttle: { ratePerSecond: 1, burst: 2 } }],
    ["the throttle of a service", {}, { throttle: { ratePerSecond: 1, burst: 2 } }],
    ["webAcl", { webAcl }],
    ["accessLogs", { accessLogs: false }],
    ["logRetentionDays", { logRetentionDays: 7 }],
    ["the keys of a plan", { usagePlans: [{ name: "partners", keys: ["acme", "globex"] }] }],
    ["the clients of the user pool", { auth: { ...cognito, clients: ["another"] } }],
    ["the order of services", { services: [...articleServices].reverse() }],
  ];
  for (const [what, keys, orders] of others)
    it(`${what}: a change creates no deployment`, async () => {
      assert.deepEqual(await triggersOf({ ...full, ...keys }, orders), await triggersOf(full));
    });

  it("the id of the authorizer is a trigger, since a new authorizer does not change the plan", async () => {
    const { authorizerId } = find(await run(full), "aws:apigateway/method:Method", "option-5/orders").inputs;
    assert.ok(authorizerId !== undefined);
    assert.equal((await triggersOf(full))["option-5 authorizer"], authorizerId);
  });

  it("auth, cors and keys leave API, paths, integrations of services and stage as they are", async () => {
    const kept = async (keys: Keys) =>
      (await run(keys)).resources.flatMap(({ urn, type, name, inputs }) =>
        (/:(RestApi|Resource)$/.test(type) || type.endsWith("apigateway/integration:Integration")) &&
        !name.includes(":")
          ? [[urn, inputs]]
          : [],
      );
    const before = await kept({});
    assert.ok(before.length > 16);
    assert.deepEqual(await kept(full), before);
    const stageOf = async (keys: Keys) => find(await run(keys), "Stage", "option-5").inputs["stageName"];
    assert.equal(await stageOf(full), await stageOf({}));
  });

  it("no resource of the API is of a type that this test does not place inside or outside of deployments", async () => {
    const outside = ["restApi", "resource", "deployment", "stage", "methodSettings", "vpcLink", "usagePlan", "apiKey"];
    const { resources } = await run({ ...full, throttle: { ratePerSecond: 1, burst: 2 } });
    const others = resources.flatMap(({ type }) =>
      type.startsWith("aws:apigateway/") && !contained.includes(type) ? [type.slice("aws:apigateway/".length)] : [],
    );
    assert.ok(others.length > 0);
    for (const type of others)
      assert.ok(
        outside.some((known) => type.startsWith(known)),
        type,
      );
  });
});
