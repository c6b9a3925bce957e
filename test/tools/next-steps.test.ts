import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectDirectory } from "../../tools/command";
import { nextSteps } from "../../tools/next-steps";
import { temporaryFolder } from "../support/files";

const name = "npm run preview --";

describe("the next step after a preview", () => {
  it("is a preview with the policy pack of the repository", () => {
    assert.deepEqual(nextSteps({ stack: "dev", directory: projectDirectory }, name), {
      accepted: {
        say: "Next, with an AWS account:",
        type: "pulumi stack select --create dev && pulumi preview --policy-pack policies",
      },
      refused: { say: "Fix what is listed above, then run:", type: "npm run preview -- --stack dev" },
    });
  });

  it("sets the option that a flag chose, and repeats the flags", () => {
    const { accepted, refused } = nextSteps({ stack: "dev", option: 3 }, name);
    assert.equal(accepted.say, "Set option to 3 in Pulumi.dev.yaml. Then, with an AWS account:");
    assert.equal(refused.type, "npm run preview -- --stack dev --option 3");
  });

  it("runs in another folder, with the pack that is installed there", () => {
    const { folder } = temporaryFolder();
    const steps = () => nextSteps({ stack: "dev", directory: folder }, name);
    assert.equal(steps().accepted.type, `cd ${folder} && pulumi stack select --create dev && pulumi preview`);
    assert.equal(steps().refused.type, `npm run preview -- --stack dev --directory ${folder}`);
    const pack = join(folder, "node_modules", "private-integrations-policies");
    mkdirSync(pack, { recursive: true });
    writeFileSync(join(pack, "PulumiPolicy.yaml"), "");
    assert.match(steps().accepted.type, / --policy-pack node_modules\/private-integrations-policies$/);
  });
});
