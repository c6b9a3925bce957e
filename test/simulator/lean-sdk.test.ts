import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { RunResult } from "../../simulator/run";
import { makeOutputsLazy } from "../../simulator/sdk/lazy-outputs";
import { exampleRuns } from "../support/examples";
import { projectDirectory, runSmall } from "../support/run";

/** Runs a script of the tests in a process of its own. */
async function inOwnProcess(script: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--stack-trace-limit=0", "--require", "./tools/start.cjs", join("test", "simulator", script)],
    { cwd: projectDirectory, env: { ...process.env, ...environment }, maxBuffer: Infinity },
  );
  return stdout;
}

describe("the lean SDK", () => {
  let unchanged: ReadonlyMap<string, RunResult>;
  before(async () => {
    const lines = await inOwnProcess("unchanged-sdk.ts", { PRIVATE_INTEGRATIONS_UNCHANGED_SDK: "1" });
    unchanged = new Map(
      lines
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as [string, RunResult]),
    );
  });

  it("is compared in 32 runs", () => {
    assert.equal(exampleRuns.length, 32);
    assert.deepEqual(
      [...unchanged.keys()],
      exampleRuns.map(({ title }) => title),
    );
  });

  for (const { title, run } of exampleRuns) {
    it(`${title}: registers what the SDK registers as it is, to the byte`, async () => {
      assert.equal(JSON.stringify(await run()), JSON.stringify(unchanged.get(title)));
    });
  }

  it("makes an output when it is read, and the same one each time", async () => {
    let queue: aws.sqs.Queue | undefined;
    const accessor = () => typeof Object.getOwnPropertyDescriptor(queue, "arn")?.get;
    const before: string[] = [];
    await runSmall("preview", () => {
      queue = new aws.sqs.Queue("queue");
      before.push(accessor());
      const { arn } = queue;
      before.push(accessor(), String(arn === queue.arn), String(pulumi.Output.isInstance(arn)));
    });
    assert.deepEqual(before, ["function", "undefined", "true", "true"]);
  });

  it("gives an output the engine's answer, read before or after it came", async () => {
    const seen: unknown[] = [];
    await runSmall("apply", async () => {
      const group = new aws.ec2.SecurityGroup("group", { vpcId: "vpc-1", tags: { a: "b" } });
      group.vpcId.apply((id) => seen.push(id));
      await new Promise((resolve) => group.urn.apply(resolve));
      group.tags.apply((tags) => seen.push(tags));
      group.revokeRulesOnDelete.apply((absent) => seen.push(absent));
      pulumi.secret("x").apply((secret) => seen.push(secret));
    });
    assert.deepEqual(seen, ["vpc-1", { a: "b" }, undefined, "x"]);
  });

  it("leaves an SDK alone that lacks what it replaces", () => {
    const later = { isRpcSecret: () => false, unwrapRpcSecret: (value: unknown) => value };
    makeOutputsLazy(later);
    assert.deepEqual(Object.keys(later), ["isRpcSecret", "unwrapRpcSecret"]);
  });
});

describe("modules that a preview does not need", () => {
  it("are not loaded by one, and are there for who reads them", async () => {
    const { early, automation, services } = JSON.parse(await inOwnProcess("loaded-modules.ts")) as {
      readonly early: readonly string[];
      readonly automation: string;
      readonly services: readonly string[];
    };
    assert.deepEqual(early, []);
    assert.equal(automation, "function");
    assert.deepEqual(services, ["function", "true", "true"]);
  });
});
