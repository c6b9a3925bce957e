import assert from "node:assert/strict";
import type { StackOutputs } from "../../core/outputs";
import type { RunResult } from "../../simulator/run";
import { PrivateIntegrations } from "../../components/private-integrations";
import { domainName, withDomain } from "../support/front";
import { find, named, ofType, runSmall, runStack } from "../support/run";
import { articleServices, articleVpcs } from "../support/scenario";

const usagePlans = [
  {
    name: "partners",
    keys: ["acme", "globex"],
    throttle: { ratePerSecond: 10, burst: 5 },
    quota: { requests: 1000, per: "month" },
  },
  { name: "internal", keys: ["backoffice"] },
];
const keys = { option: 5, usagePlans, apiKeys: "required" };
const dev = (more: Record<string, unknown> = {}) => runStack("dev", "apply", { ...keys, ...more });

const usagePlan = "aws:apigateway/usagePlan:UsagePlan";
const apiKey = "aws:apigateway/apiKey:ApiKey";
const usagePlanKey = "aws:apigateway/usagePlanKey:UsagePlanKey";

const urnsOf = (result: RunResult) =>
  [usagePlan, apiKey, usagePlanKey].flatMap((type) => ofType(result, type).map(({ urn }) => urn)).sort();

describe("usage plans", () => {
  it("have the stage of the API and the limits of the stack file", async () => {
    const result = await dev();
    const { name, ...partners } = find(result, usagePlan, "partners").inputs;
    assert.match(name as string, /^partners-/);
    const apiStages = [
      { apiId: find(result, "aws:apigateway/restApi:RestApi", "option-5").outputs["id"], stage: "live" },
    ];
    assert.deepEqual(partners, {
      apiStages,
      throttleSettings: { rateLimit: 10, burstLimit: 5 },
      quotaSettings: { limit: 1000, period: "MONTH" },
    });
    const { name: other, ...internal } = find(result, usagePlan, "internal").inputs;
    assert.match(other as string, /^internal-/);
    assert.deepEqual(internal, { apiStages });
  });

  it("wait for the stage", async () => {
    const waits = named(find(await dev(), usagePlan, "partners").dependencies);
    assert.ok(waits.includes("Stage option-5"), waits.join());
  });

  it("have keys whose values API Gateway makes", async () => {
    const result = await dev();
    assert.deepEqual(
      ofType(result, apiKey).map(({ name, inputs }) => [name, inputs["value"]]),
      ["acme", "backoffice", "globex"].map((name) => [name, undefined]),
    );
    for (const [key, plan] of [
      ["acme", "partners"],
      ["globex", "partners"],
      ["backoffice", "internal"],
    ] as const) {
      const { inputs, options } = find(result, usagePlanKey, key);
      assert.deepEqual(inputs, {
        keyId: find(result, apiKey, key).outputs["id"],
        keyType: "API_KEY",
        usagePlanId: find(result, usagePlan, plan).outputs["id"],
      });
      assert.equal(options.deleteBeforeReplace, true);
    }
  });

  it("keep their URNs when the option or the plan of a key changes", async () => {
    const before = urnsOf(await dev());
    assert.equal(before.length, 2 + 3 + 3);
    assert.deepEqual(urnsOf(await dev({ option: 2 })), before);
    const moved = [
      { ...usagePlans[0], keys: ["acme"] },
      { name: "internal", keys: ["globex", "backoffice"] },
    ];
    assert.deepEqual(urnsOf(await dev({ usagePlans: moved })), before);
  });

  it("exist while keys are optional", async () => {
    assert.deepEqual(urnsOf(await dev({ apiKeys: "optional" })), urnsOf(await dev()));
  });

  it("are what the mapping of a domain waits for", async () => {
    const waits = named(find(await dev(withDomain()), "aws-native:apigatewayv2:ApiMapping", domainName).dependencies);
    for (const name of ["UsagePlan partners", "UsagePlanKey acme", "UsagePlanKey backoffice"])
      assert.ok(waits.includes(name), name);
  });
});

describe("output apiKeyIds", () => {
  const idsOf = ({ outputs }: RunResult) => (outputs as unknown as StackOutputs).apiKeyIds;

  it("has the id of each key, and no value", async () => {
    const result = await dev();
    const ids = ["acme", "globex", "backoffice"].map((key) => [key, find(result, apiKey, key).outputs["id"]]);
    assert.deepEqual(idsOf(result), Object.fromEntries(ids));
    for (const { outputs } of ofType(result, apiKey))
      assert.ok(!JSON.stringify(result.outputs).includes(String(outputs["value"])));
  });

  it("is empty without usage plans", async () => {
    assert.deepEqual(idsOf(await runStack("dev", "apply", { option: 5 })), {});
  });

  it("of a component has the names of the arguments", async () => {
    let component: PrivateIntegrations | undefined;
    const result = await runSmall("apply", () => {
      component = new PrivateIntegrations("shop", {
        option: 5,
        region: "us-east-1",
        vpcs: articleVpcs,
        services: articleServices,
        usagePlans: usagePlans.slice(1),
        account: { restLogRole: "create" },
      } as never);
    });
    assert.deepEqual(result.errors, []);
    assert.deepEqual(Object.keys(component?.apiKeyIds ?? {}), ["backoffice"]);
    assert.deepEqual(
      [usagePlan, apiKey, usagePlanKey, "Account"].map((type) => ofType(result, type).map(({ name }) => name)),
      [["shop-internal"], ["shop-backoffice"], ["shop-backoffice"], ["shop-rest-log-role"]],
    );
  });
});
