import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectDirectory } from "./command";
import type { NextSteps } from "../report/verdict-text";
import type { OfflineRun } from "./offline";
import { policiesName } from "./package";

/** Folders of a project that may have the policy pack: in this repository, and installed from its package. */
const packFolders = ["policies", `node_modules/${policiesName}`];

function packFlag(directory: string): string {
  const folder = packFolders.find((name) => existsSync(join(directory, name, "PulumiPolicy.yaml")));
  return folder === undefined ? "" : ` --policy-pack ${folder}`;
}

/**
 * What to do after a preview, by its verdict.
 *
 * @param name - the command that ran, without its flags
 */
export function nextSteps({ stack, option, directory = projectDirectory }: OfflineRun, name: string): NextSteps {
  const elsewhere = directory !== projectDirectory;
  const flags = [
    ` --stack ${stack}`,
    ...(option === undefined ? [] : [` --option ${option}`]),
    ...(elsewhere ? [` --directory ${directory}`] : []),
  ];
  const set = option === undefined ? "Next" : `Set option to ${option} in Pulumi.${stack}.yaml. Then`;
  const enter = elsewhere ? `cd ${directory} && ` : "";
  return {
    accepted: {
      say: `${set}, with an AWS account:`,
      type: `${enter}pulumi stack select --create ${stack} && pulumi preview${packFlag(directory)}`,
    },
    refused: { say: "Fix what is listed above, then run:", type: name + flags.join("") },
  };
}
