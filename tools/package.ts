import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Whether this code runs uncompiled, in the repository, and not from an installed package. */
export const isRepository = __filename.endsWith(".ts");

/** Names of this package and of the policy pack, which a started project installs. */
export const packageName = "private-integrations";
export const policiesName = "private-integrations-policies";

/** Folder of this package. Compiled code is one folder deeper than its source. */
export const packageFolder = isRepository ? join(__dirname, "..") : join(__dirname, "..", "..");

/** The `package.json` of the repository or of the installed package. */
export const readPackage = () =>
  JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
    readonly version: string;
    readonly peerDependencies: Readonly<Record<string, string>>;
  };

/** The command as the help of a tool names it, without flags. */
export const commandName = (name: string) => (isRepository ? `npm run ${name} --` : `private-integrations ${name}`);

/** What a person types to run a command, in the repository or in a project that has the package. */
export function commandLine(name: string, ...flags: readonly string[]): string {
  if (!isRepository) return ["npx private-integrations", name, ...flags].join(" ");
  if (flags.length === 0) return `npm run ${name}`;
  // Without -s, npm prints two lines before the JSON.
  return [flags.includes("--json") ? "npm run -s" : "npm run", name, "--", ...flags].join(" ");
}
