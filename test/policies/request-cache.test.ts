import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { StackValidationPolicy } from "@pulumi/policy";
import { policies } from "../../policies/pack";
import { graphFor, noteRequests, ownPolicy } from "../../policies/sdk/request-cache";
import { toStruct } from "../../simulator/structs";

/** The SDK's handler of the engine's request, and its messages. */
const sdk = createRequire(require.resolve("@pulumi/policy"));
interface Diagnostics {
  getDiagnosticsList(): readonly { getPolicyname(): string; getMessage(): string }[];
}
const { makeAnalyzeStackRpcFun } = sdk("./server") as {
  makeAnalyzeStackRpcFun: (
    ...pack: unknown[]
  ) => (call: { request: unknown }, callback: (error: unknown, response: Diagnostics) => void) => Promise<void>;
};
interface Message {
  setType(type: string): void;
  setUrn(urn: string): void;
  setName(name: string): void;
  setProperties(struct: unknown): void;
  setOptions(options: unknown): void;
}
const messages = sdk("@pulumi/pulumi/proto/analyzer_pb") as {
  AnalyzeStackRequest: new () => { setResourcesList(list: unknown[]): void };
  AnalyzerResource: new () => Message;
  AnalyzerResourceOptions: new () => unknown;
};

function message(type: string, name: string, properties: Record<string, string>) {
  const created = new messages.AnalyzerResource();
  created.setType(type);
  created.setUrn(`urn:pulumi:dev::test::${type}::${name}`);
  created.setName(name);
  created.setProperties(toStruct(properties));
  created.setOptions(new messages.AnalyzerResourceOptions());
  return created;
}
const vpc = (name: string) => message("aws:ec2/vpc:Vpc", name, { cidrBlock: "10.0.0.0/16" });

/** Runs the SDK's loop over the policies of a pack; returns its diagnostics as `policy: message`. */
async function analyze(resources: readonly Message[], pack: readonly StackValidationPolicy[]): Promise<string[]> {
  const request = new messages.AnalyzeStackRequest();
  request.setResourcesList([...resources]);
  const found: string[] = [];
  await makeAnalyzeStackRpcFun(
    "test",
    "1.0.0",
    "mandatory",
    pack,
  )({ request }, (error, response) => {
    assert.equal(error, undefined);
    found.push(...response.getDiagnosticsList().map((one) => `${one.getPolicyname()}: ${one.getMessage()}`));
  });
  return found;
}

interface Call {
  readonly policy: string;
  /** Number of resources that the SDK built for the policy. */
  readonly built: number;
  readonly names: readonly string[];
}

const policy = (name: string, validateStack: StackValidationPolicy["validateStack"]): StackValidationPolicy => ({
  name,
  description: name,
  enforcementLevel: "mandatory",
  validateStack,
});
const own = (calls: Call[], name: string) =>
  ownPolicy(
    policy(name, ({ resources }) => {
      const built = resources.length;
      calls.push({ policy: name, built, names: graphFor(resources).resources.map((resource) => resource.name) });
    }),
  );
const foreign = (calls: Call[], name: string) =>
  policy(name, ({ resources }) => {
    calls.push({ policy: name, built: resources.length, names: resources.map((resource) => resource.name) });
  });

describe("the graph shared by the policies of a request", () => {
  before(noteRequests);

  async function seen(...names: readonly string[]): Promise<readonly Call[]> {
    const calls: Call[] = [];
    await analyze(
      names.map(vpc),
      ["first", "second", "third"].map((name) => own(calls, name)),
    );
    return calls;
  }

  it("the SDK builds resources for the first own policy; all policies see them", async () => {
    const names = ["one", "two"];
    assert.deepEqual(await seen(...names), [
      { policy: "first", built: 2, names },
      { policy: "second", built: 0, names },
      { policy: "third", built: 0, names },
    ]);
  });

  it("the next request has its own resources, even if there are none", async () => {
    assert.deepEqual(
      (await seen("three")).map(({ names }) => names),
      [["three"], ["three"], ["three"]],
    );
    assert.deepEqual(
      (await seen()).map(({ names }) => names),
      [[], [], []],
    );
  });

  it("foreign policies before, between and after own ones see all resources", async () => {
    const calls: Call[] = [];
    const pack = [
      foreign(calls, "before"),
      own(calls, "first"),
      foreign(calls, "between"),
      foreign(calls, "also between"),
      own(calls, "second"),
      own(calls, "third"),
      foreign(calls, "after"),
    ];
    await analyze(["one", "two"].map(vpc), pack);
    assert.deepEqual(
      calls.map(({ policy: name, built }) => `${name} ${built}`),
      ["before 2", "first 2", "between 2", "also between 2", "second 0", "third 0", "after 2"],
    );
    for (const { policy: name, names } of calls) assert.deepEqual(names, ["one", "two"], name);
  });

  it("a disabled own policy does not hide the resources from the foreign one after it", async () => {
    const calls: Call[] = [];
    const disabled = Object.defineProperty(own(calls, "disabled"), "enforcementLevel", { value: "disabled" });
    await analyze([vpc("one")], [own(calls, "first"), disabled, foreign(calls, "after")]);
    assert.deepEqual(
      calls.map(({ policy: name, built }) => `${name} ${built}`),
      ["first 1", "after 1"],
    );
  });

  it("a foreign policy that is asynchronous does not disturb the own ones", async () => {
    const calls: Call[] = [];
    const slow = policy("slow", async ({ resources }) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      calls.push({ policy: "slow", built: resources.length, names: resources.map(({ name }) => name) });
    });
    await analyze(["one", "two"].map(vpc), [own(calls, "first"), slow, own(calls, "second"), foreign(calls, "after")]);
    assert.deepEqual(
      calls.map(({ policy: name, built }) => `${name} ${built}`),
      ["first 2", "slow 2", "second 0", "after 2"],
    );
  });

  it("a copy of an own policy sees all resources", async () => {
    const calls: Call[] = [];
    await analyze([vpc("one")], [own(calls, "first"), { ...own(calls, "copy") }, foreign(calls, "after")]);
    assert.deepEqual(
      calls.map(({ names }) => names),
      [["one"], ["one"], ["one"]],
    );
  });

  it("a pack that adds its own policy to ours reports what both find, wherever it puts it", async () => {
    const balancer = message("aws:lb/loadBalancer:LoadBalancer", "web", { name: "web" });
    const noVpc = policy("no-vpc", ({ resources }, report) => {
      for (const { type, urn } of resources) if (type === "aws:ec2/vpc:Vpc") report("a VPC", urn);
    });
    const middle = Math.floor(policies.length / 2);
    const ours = await analyze([vpc("one"), balancer], policies);
    assert.ok(ours.some((text) => text.startsWith("no-fixed-names: ")));
    for (const at of [0, middle, policies.length]) {
      const found = await analyze([vpc("one"), balancer], [...policies.slice(0, at), noVpc, ...policies.slice(at)]);
      assert.deepEqual(
        found.filter((text) => !text.startsWith("no-vpc: ")),
        ours,
      );
      assert.equal(found.filter((text) => text.startsWith("no-vpc: ")).length, 1, `at ${at}`);
    }
  });
});
