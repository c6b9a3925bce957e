import { writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { openWarmWorkspace } from "../../support/workspace";

/** orphans.test.ts runs this suite and kills it during the update, which takes this long. */
const delayMilliseconds = 120_000;

describe("a suite to be killed by orphans.test.ts", () => {
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
