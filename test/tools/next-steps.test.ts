import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { projectDirectory } from "../../tools/command";
import { nextSteps } from "../../tools/next-steps";
import { temporaryFolder } from "../support/files";
import { article, settingsOf } from "../support/scenario";

const name = "npm run preview --";
const plain = settingsOf(article());
const configured = [
  { acknowledge: [{ rule: "stage-has-throttling", resource: "option-1", reason: "test" }] },
  { quotas: { "elb.albsPerRegion": { value: 60, reason: "test" } } },
  { usedElsewhere: { "elb.albsPerRegion": 2 } },
].map((keys) => settingsOf(article(keys)));

describe("the next step after a preview", () => {
  it("is a preview with the policy pack of the repository", () => {
    assert.deepEqual(nextSteps({ stack: "dev", directory: projectDirectory }, plain, name), {
      accepted: {
        say: "Next, with an AWS account:",
        type: "pulumi stack select --create dev && pulumi preview --policy-pack policies",
      },
      refused: { say: "Fix what is listed above, then run:", type: "npm run preview -- --stack dev" },
    });
  });

  it("sets the option that a flag chose, and repeats the flags", () => {
    const { accepted, refused } = nextSteps({ stack: "dev", option: 3 }, plain, name);
    assert.equal(accepted.say, "Set option to 3 in Pulumi.dev.yaml. Then, with an AWS account:");
    assert.equal(refused.type, "npm run preview -- --stack dev --option 3");
  });

  it("runs in another folder, with the pack that is installed there", () => {
    const { folder } = temporaryFolder();
    const steps = () => nextSteps({ stack: "dev", directory: folder }, plain, name);
    assert.equal(steps().accepted.type, `cd ${folder} && pulumi stack select --create dev && pulumi preview`);
    assert.equal(steps().refused.type, `npm run preview -- --stack dev --directory ${folder}`);
    const pack = join(folder, "node_modules", "private-integrations-policies");
    mkdirSync(pack, { recursive: true });
    writeFileSync(join(pack, "PulumiPolicy.yaml"), "");
    assert.match(steps().accepted.type, / --policy-pack node_modules\/private-integrations-policies$/);
  });

  it("gives the CLI the policies' configuration of the stack file", () => {
    for (const settings of configured) {
      assert.equal(
        nextSteps({ stack: "dev" }, settings, name).accepted.type,
        "npm run preview -- --stack dev --policy-config-out policy-config.json && pulumi stack select --create dev && pulumi preview --policy-pack policies --policy-pack-config policy-config.json",
      );
    }
  });

  it("uses the configuration file that the run wrote, or writes it into the project's folder", () => {
    const [settings = plain] = configured;
    const written = nextSteps({ stack: "dev", policyConfigOut: "config.json" }, settings, name).accepted.type;
    assert.equal(
      written,
      `pulumi stack select --create dev && pulumi preview --policy-pack policies --policy-pack-config ${resolve("config.json")}`,
    );
    const { folder } = temporaryFolder();
    mkdirSync(join(folder, "policies"));
    writeFileSync(join(folder, "policies", "PulumiPolicy.yaml"), "");
    assert.equal(
      nextSteps({ stack: "dev", directory: folder }, settings, name).accepted.type,
      `npm run preview -- --stack dev --directory ${folder} --policy-config-out ${folder}/policy-config.json && cd ${folder} && pulumi stack select --create dev && pulumi preview --policy-pack policies --policy-pack-config policy-config.json`,
    );
  });
});
