import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { outputsByCli } from "../../tools/stack-outputs";
import { temporaryFolder, writeProgram } from "../support/files";

const path = process.env["PATH"] ?? "";

/** Reads the outputs of a stack while `pulumi` is this script; returns how often and with which arguments it ran. */
function outputsWith(script: string, stack: string) {
  const { folder } = temporaryFolder();
  writeProgram(folder, "pulumi", `#!/bin/sh\necho "$@" >> ${join(folder, "calls")}\n${script}\n`);
  process.env["PATH"] = folder + delimiter + path;
  try {
    const read = outputsByCli(folder);
    const outputs = [read(stack), read(stack)];
    return { outputs, calls: readFileSync(join(folder, "calls"), "utf8").trim().split("\n"), folder };
  } finally {
    process.env["PATH"] = path;
  }
}

describe("outputs of other stacks, by the CLI", () => {
  it("are read once", () => {
    const { outputs, calls, folder } = outputsWith(`echo '{"account": {"version": 1}}'`, "acme/network/prod");
    assert.deepEqual(outputs, [{ account: { version: 1 } }, { account: { version: 1 } }]);
    assert.deepEqual(calls, [`stack output --json --stack acme/network/prod --cwd ${folder} --non-interactive`]);
  });

  it("cannot be read by a CLI that is not logged in", () => {
    const { outputs } = outputsWith("echo 'error: not logged in' >&2; exit 255", "acme/network/prod");
    assert.deepEqual(outputs, [undefined, undefined]);
  });

  it("cannot be read without a CLI", () => {
    process.env["PATH"] = "/nowhere";
    try {
      assert.equal(outputsByCli("/nowhere")("acme/network/prod"), undefined);
    } finally {
      process.env["PATH"] = path;
    }
  });
});
