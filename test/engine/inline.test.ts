import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { outcomeOf } from "../support/command";
import { articleServices, articleVpcs } from "../support/scenario";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";

/** Runs the project's program inline: its configuration is in the SDK's store, and not in the environment. */
const script = `
import { LocalWorkspace } from "@pulumi/pulumi/automation";
const own = (key) => "private-integrations:" + key;
const program = async () => (await import("./index.ts")).default();
const stack = await LocalWorkspace.createOrSelectStack({ stackName: "inline", projectName: "private-integrations", program });
await stack.setAllConfig({
  "aws:region": { value: "us-east-1" },
  [own("vpcs")]: { value: process.env.VPCS },
  [own("services")]: { value: process.env.SERVICES, secret: process.env.SECRET === "yes" },
});
try {
  const { changeSummary } = await stack.preview();
  console.log(JSON.stringify(changeSummary));
} catch (error) {
  console.log(error.message);
}
`;

describe("an inline program of the Automation API", () => {
  let workspace: Workspace;
  /** The AWS provider runs in this process, which must therefore not wait for the program synchronously. */
  const preview = async (secret: "yes" | "no") => {
    const settings = { VPCS: JSON.stringify(articleVpcs), SERVICES: JSON.stringify(articleServices), SECRET: secret };
    const child = spawn(process.execPath, ["--import", "tsx", "inline.mts"], {
      cwd: workspace.directory,
      env: { ...workspace.env, ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return (await outcomeOf(child)).output;
  };

  before(async () => {
    workspace = await openWorkspace();
    writeFileSync(join(workspace.directory, "inline.mts"), script);
  });
  after(() => {
    workspace.close();
  });

  it("is refused if its services are a secret, and creates nothing", async () => {
    const output = await preview("yes");
    assert.match(output, /1 problem in the configuration; nothing was registered/);
    assert.match(output, /services: is a secret, which would be stored as plain text/);
    assert.deepEqual(
      workspace.state("inline").resources.filter(({ custom }) => custom),
      [],
    );
  });

  it("is previewed if they are not", async () => {
    assert.match(await preview("no"), /^\{"create":1[0-9]{2}\}\n/);
  });
});
