import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Settings } from "../core/settings/settings";
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

/** The run, and the file for `--policy-pack-config` that it writes, if it writes one. */
interface Run extends OfflineRun {
  readonly policyConfigOut?: string;
}

/** The policies are configured in the stack file, which the CLI does not show them. */
const configuresPolicies = ({ acknowledge, quotas, usedElsewhere }: Settings) =>
  acknowledge.length + Object.keys(quotas).length + Object.keys(usedElsewhere).length > 0;

/**
 * What to do after a preview, by its verdict. Where the stack file configures the policies, the step writes the file from
 * which the CLI configures them: with AWS's defaults, they could refuse what was accepted here.
 *
 * @param name - the command that ran, without its flags
 */
export function nextSteps(run: Run, settings: Settings, name: string): NextSteps {
  const { stack, option, directory = projectDirectory, policyConfigOut } = run;
  const elsewhere = directory !== projectDirectory;
  const flags = [
    ` --stack ${stack}`,
    ...(option === undefined ? [] : [` --option ${option}`]),
    ...(elsewhere ? [` --directory ${directory}`] : []),
  ];
  const again = name + flags.join("");
  const standby = settings.standby === undefined ? "" : ` and standby to ${settings.standby}`;
  const set = option === undefined ? "Next" : `Set option to ${option}${standby} in Pulumi.${stack}.yaml. Then`;
  const pack = packFlag(directory);
  const isConfigured = pack !== "" && configuresPolicies(settings);
  const file = "policy-config.json";
  const written = elsewhere ? join(directory, file) : file;
  const config = policyConfigOut === undefined ? file : resolve(policyConfigOut);
  return {
    accepted: {
      say: `${set}, with an AWS account:`,
      type: [
        ...(isConfigured && policyConfigOut === undefined ? [`${again} --policy-config-out ${written}`] : []),
        ...(elsewhere ? [`cd ${directory}`] : []),
        `pulumi stack select --create ${stack}`,
        `pulumi preview${pack}${isConfigured ? ` --policy-pack-config ${config}` : ""}`,
      ].join(" && "),
    },
    refused: { say: "Fix what is listed above, then run:", type: again },
  };
}
