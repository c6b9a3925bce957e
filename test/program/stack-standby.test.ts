import assert from "node:assert/strict";
import { decide } from "../../core/decide";
import type { CapturedResource, RunResult } from "../../simulator/run";
import { judgeResources } from "../../tools/policies";
import { withDomain } from "../support/front";
import { find, ofType, runStack } from "../support/run";
import { settingsOfStack } from "../support/stack-settings";

type Raw = Record<string, unknown>;

const watched = {
  ...withDomain(),
  alarms: { topic: "arn:aws:sns:us-east-1:123456789012:ops" },
  dashboard: true,
  keepAwake: true,
};
const mutualTls = withDomain({ mutualTls: { truststore: "s3://bucket/trust.pem" } });
const run = (option: number, standby: number | undefined, keys: Raw, stack = "dev") =>
  runStack(stack, "apply", { ...keys, option, ...(standby === undefined ? {} : { standby }) });

/** Everything of a resource that an update compares with what exists. */
const content = ({ inputs, unknown, provider, parent, options }: CapturedResource) =>
  JSON.stringify({ inputs, unknown, provider, parent, options });

/** `Type name.property` of everything that differs between two runs. */
function differences(one: RunResult, other: RunResult): readonly string[] {
  const after = new Map(other.resources.map((resource) => [resource.urn, resource]));
  assert.deepEqual([...after.keys()].sort(), one.resources.map(({ urn }) => urn).sort());
  return one.resources.flatMap((before) => {
    const now = after.get(before.urn);
    if (now === undefined || content(now) === content(before)) return [];
    const keys = Object.keys({ ...before.inputs, ...now.inputs });
    const changed = keys.filter((key) => JSON.stringify(before.inputs[key]) !== JSON.stringify(now.inputs[key]));
    return [`${before.type.split(":").at(-1) ?? ""} ${before.name}.${changed.join()}`];
  });
}

const pairs = [
  [1, 2],
  [1, 3],
  [1, 4],
  [1, 5],
  [2, 3],
  [2, 4],
  [2, 5],
  [3, 4],
  [3, 5],
  [4, 5],
] as const;

const closed = (result: RunResult, type: string, name: string) =>
  find(result, type, name).inputs["disableExecuteApiEndpoint"] === true;

const urlsAwake = (result: RunResult): readonly string[] => {
  const { input } = find(result, "Schedule", "keep-awake").inputs["target"] as { readonly input: string };
  return (JSON.parse(input) as { readonly urls: readonly string[] }).urls;
};

describe("a stack with a standby", () => {
  for (const [one, other] of pairs) {
    it(`${one} and ${other}: an exchange changes the mapping of the domain only`, async () => {
      const [before, after] = [await run(one, other, watched), await run(other, one, watched)];
      assert.deepEqual(differences(before, after), ["ApiMapping api.example.com.apiId"]);
    });
  }

  for (const [one, other] of [
    [1, 5],
    [2, 4],
  ] as const) {
    it(`${one} and ${other} with mutual TLS: an exchange changes both mappings only`, async () => {
      const [before, after] = [await run(one, other, mutualTls), await run(other, one, mutualTls)];
      assert.deepEqual(differences(before, after), [
        "ApiMapping api.example.com.apiId",
        "ApiMapping api.example.com-standby.apiId",
      ]);
    });
  }

  it("both execute-api URLs are open, and the deployment of a REST API has this", async () => {
    const [alone, both] = [await run(5, undefined, watched), await run(5, 1, watched)];
    assert.ok(closed(alone, "apigateway/restApi:RestApi", "option-5"));
    assert.ok(!closed(both, "apigateway/restApi:RestApi", "option-5"));
    assert.ok(!closed(both, "apigatewayv2/api:Api", "option-1"));
    const trigger = (result: RunResult) =>
      (find(result, "Deployment", "option-5").inputs["triggers"] as Readonly<Record<string, string>>)["endpoint"];
    assert.notEqual(trigger(alone), trigger(both));
  });

  it("mutual TLS: both stay closed, and the standby has a mapping of its own", async () => {
    const result = await run(5, 1, mutualTls);
    assert.ok(closed(result, "apigateway/restApi:RestApi", "option-5"));
    assert.ok(closed(result, "apigatewayv2/api:Api", "option-1"));
    const keys = ofType(result, "ApiMapping").map(({ name, inputs }) => [name, inputs["apiMappingKey"]]);
    assert.deepEqual(keys, [
      ["api.example.com", undefined],
      ["api.example.com-standby", "standby"],
    ]);
    const { standby } = result.outputs as { readonly standby: { readonly url: string } };
    assert.equal(standby.url, "https://api.example.com/standby");
  });

  it("an HTTP API that is tried below a path of the domain gives services the path of the route", async () => {
    const paths = (result: RunResult) =>
      ofType(result, "apigatewayv2/integration:Integration").map(
        ({ inputs }) => (inputs["requestParameters"] as Readonly<Record<string, string>>)["overwrite:path"],
      );
    assert.ok(paths(await run(1, undefined, mutualTls, "shared")).includes("$request.path"));
    assert.ok(!paths(await run(5, 1, mutualTls, "shared")).includes("$request.path"));
    assert.ok(!paths(await run(1, 5, mutualTls, "shared")).includes("$request.path"));
  });

  it("VPC links V2 are kept awake through the API that has them", async () => {
    const result = await run(2, 1, watched);
    const api = find(result, "apigatewayv2/api:Api", "option-1").outputs["id"];
    assert.deepEqual(
      urlsAwake(result),
      ["orders", "stock"].map((path) => `https://${String(api)}.execute-api.us-east-1.amazonaws.com/live/${path}`),
    );
    assert.equal(urlsAwake(await run(1, 5, watched)).length, 2);
  });

  it("alarms and graphs are of both APIs", async () => {
    const result = await run(4, 1, watched);
    const names = ofType(result, "MetricAlarm").map(({ name }) => name);
    const ofApis = names.filter((name) => name.startsWith("option-")).sort();
    assert.deepEqual(ofApis, ["option-1-errors", "option-1-latency", "option-4-errors", "option-4-latency"]);
    assert.equal(new Set(names).size, names.length);
    const body = String(find(result, "Dashboard", "requests").inputs["dashboardBody"]);
    assert.ok(body.indexOf("option-1: requests") < body.indexOf("option-4: requests"));
  });

  it("a usage plan admits both stages", async () => {
    const result = await run(5, 2, {}, "secured");
    const apis = ["option-2", "option-5"].map((name) => find(result, "apigateway/restApi:RestApi", name).outputs["id"]);
    for (const plan of ofType(result, "apigateway/usagePlan:UsagePlan"))
      assert.deepEqual(
        (plan.inputs["apiStages"] as readonly { readonly apiId: string }[]).map(({ apiId }) => apiId),
        apis,
      );
  });

  it("outputs are of the API that serves, and of the standby beside it", async () => {
    const outputs = (await run(4, 1, watched)).outputs as Readonly<Record<string, Raw>>;
    assert.deepEqual([outputs["option"], outputs["url"]], [4, "https://api.example.com"]);
    assert.deepEqual([outputs["standby"]?.["option"], outputs["api"]?.["type"]], [1, "rest"]);
    assert.deepEqual((outputs["standby"]?.["api"] as Raw)["type"], "http");
  });

  const judged: readonly (readonly [stack: string, one: number, other: number, keys: Raw])[] = [
    ["dev", 1, 4, watched],
    ["dev", 5, 3, mutualTls],
    ["dev", 4, 2, withDomain({ basePath: "v1" })],
    ["shared", 2, 1, {}],
    ["shared", 3, 5, {}],
    ["existing", 1, 2, {}],
    ["existing", 4, 5, {}],
    ["mixed", 1, 5, {}],
    ["secured", 3, 4, {}],
  ];
  for (const [stack, option, standby, keys] of judged) {
    it(`stack ${stack}, ${option} and ${standby}: the policies find what they find in each alone`, async () => {
      const { raw, region } = settingsOfStack(stack);
      const own = stack === "mixed" ? forRest(raw) : {};
      const findings = async (overrides: Raw) => {
        const decision = decide({ ...raw, ...overrides }, region);
        assert.ok("plan" in decision, JSON.stringify(decision));
        const { resources } = await runStack(stack, "apply", overrides);
        const { verdict } = judgeResources(resources, decision);
        const found = verdict.findings.filter(({ kind }) => kind !== "headroom");
        assert.deepEqual(
          found.filter(({ kind, level }) => kind === "violation" && level === "mandatory"),
          [],
        );
        return {
          found: found.map(({ kind, policy, urn }) => `${kind} ${policy} ${urn}`),
          proofs: verdict.proofs.map((proof) => `${proof.api} ${proof.route} ${proof.verdict}`),
        };
      };
      const [one, other] = [
        await findings({ ...keys, ...own, option }),
        await findings({ ...keys, ...own, option: standby }),
      ];
      const both = await findings({ ...keys, ...own, option, standby });
      const known = new Set([...one.found, ...other.found]);
      assert.deepEqual(
        both.found.filter((finding) => !known.has(finding)),
        [],
      );
      assert.deepEqual([...both.proofs].sort(), [...one.proofs, ...other.proofs].sort());
    });
  }
});

/** Keys with which stack mixed takes a REST API. */
function forRest({ services }: Raw): Raw {
  const entries = services as readonly Raw[];
  return {
    stage: "live",
    services: entries.map((entry) => (entry["balancer"] === "cloudMap" ? { ...entry, balancer: "alb" } : entry)),
  };
}
