import { writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { openWarmWorkspace } from "../../support/workspace";

/** An update that does not end while it is looked at. It is run, and killed, by orphans.test.ts. */
const delayMilliseconds = 120_000;

describe("a suite that is killed", () => {
  it("waits for an update", async () => {
    const { aws, succeed, start } = await openWarmWorkspace();
    await succeed("stack", "init", "dev");
    await succeed("preview", "--stack", "dev", "--policy-pack", "policies");
    aws.faults.add({ call: "create", of: "aws:ec2/vpc:Vpc", failure: { delayMilliseconds } });
    start("up", "--yes", "--skip-preview", "--stack", "dev");
    while (aws.faults.unused.length > 0) await wait(50);
    writeFileSync(process.env["READY_FILE"] ?? "", "");
    await wait(delayMilliseconds);
  });
});
