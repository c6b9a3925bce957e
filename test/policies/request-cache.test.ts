import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { toStruct } from "../../simulator/structs";
import { graphFor, noteRequests } from "../../policies/sdk/request-cache";

/** The SDK's handler of the engine's request, and its messages. */
const sdk = createRequire(require.resolve("@pulumi/policy"));
const { makeAnalyzeStackRpcFun } = sdk("./server") as {
  makeAnalyzeStackRpcFun: (
    ...pack: unknown[]
  ) => (call: { request: unknown }, callback: (error: unknown) => void) => Promise<void>;
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

const vpc = (name: string) => {
  const message = new messages.AnalyzerResource();
  message.setType("aws:ec2/vpc:Vpc");
  message.setUrn(`urn:pulumi:dev::test::aws:ec2/vpc:Vpc::${name}`);
  message.setName(name);
  message.setProperties(toStruct({ cidrBlock: "10.0.0.0/16" }));
  message.setOptions(new messages.AnalyzerResourceOptions());
  return message;
};

describe("the graph shared by the policies of a request", () => {
  before(noteRequests);

  /** Resources that each of three policies sees, and how many of them the SDK built for it. */
  async function seen(...names: readonly string[]) {
    const calls: { readonly built: number; readonly names: readonly string[] }[] = [];
    const policies = ["first", "second", "third"].map((name) => ({
      name,
      description: name,
      enforcementLevel: "mandatory",
      validateStack: ({ resources }: { resources: Parameters<typeof graphFor>[0] }) => {
        const built = resources.length;
        calls.push({ built, names: graphFor(resources).resources.map(({ name }) => name) });
      },
    }));
    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList(names.map(vpc));
    await makeAnalyzeStackRpcFun(
      "test",
      "1.0.0",
      "mandatory",
      policies,
    )({ request }, (error) => {
      assert.equal(error, undefined);
    });
    return calls;
  }

  it("the SDK builds resources for the first policy; all policies see them", async () => {
    assert.deepEqual(await seen("one", "two"), [
      { built: 2, names: ["one", "two"] },
      { built: 0, names: ["one", "two"] },
      { built: 0, names: ["one", "two"] },
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
});
