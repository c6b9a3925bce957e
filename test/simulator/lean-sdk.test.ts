import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { RunResult } from "../../simulator/run";
import { makeOutputsLazy } from "../../simulator/sdk/lazy-outputs";
import { copyPlainInputs } from "../../simulator/sdk/plain-inputs";
import { exampleRuns } from "../support/examples";
import { projectDirectory, runSmall } from "../support/run";

/** Runs a script of this folder in a new process. @returns its standard output */
async function inOwnProcess(script: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--stack-trace-limit=0", "--require", "./tools/start.cjs", join("test", "simulator", script)],
    { cwd: projectDirectory, env: { ...process.env, ...environment }, maxBuffer: Infinity },
  );
  return stdout;
}

describe("lean SDK", () => {
  let unchanged: ReadonlyMap<string, RunResult>;
  before(async function () {
    // It runs every example in both passes, which takes a minute and more on a busy machine.
    this.timeout(300_000);
    const lines = await inOwnProcess("unchanged-sdk.ts", { PRIVATE_INTEGRATIONS_UNCHANGED_SDK: "1" });
    unchanged = new Map(
      lines
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as [string, RunResult]),
    );
  });

  it("42 runs compare the lean SDK with the unchanged SDK", () => {
    assert.equal(exampleRuns.length, 42);
    assert.deepEqual(
      [...unchanged.keys()],
      exampleRuns.map(({ title }) => title),
    );
  });

  for (const { title, run } of exampleRuns) {
    it(`${title}: registers exactly what the unchanged SDK registers`, async () => {
      assert.equal(JSON.stringify(await run()), JSON.stringify(unchanged.get(title)));
    });
  }

  it("an output is created at its first read; later reads return the same one", async () => {
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

  it("an output has the engine's value, whether read before or after the response", async () => {
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

  it("an SDK without the replaced functions stays unchanged", () => {
    const later = { isRpcSecret: () => false, unwrapRpcSecret: (value: unknown) => value };
    makeOutputsLazy(later);
    const without = {};
    copyPlainInputs(without);
    assert.deepEqual([Object.keys(later), without], [["isRpcSecret", "unwrapRpcSecret"], {}]);
  });
});

describe("deferred modules", () => {
  it("a preview does not load them; reading a property does", async () => {
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
