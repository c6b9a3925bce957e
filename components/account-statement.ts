import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { ReadStatement } from "../core/account-statement";
import { fullStackName, readStatement, withStatement } from "../core/account-statement";
import type { Fault } from "../core/problem";
import { accountStatement } from "../core/settings/operate-schema";
import { ownStackName } from "./account";
import type { Configuration } from "./configuration";

/** The folder of `Pulumi.yaml`: a program runs there, or in the folder of its `main` below it. */
function projectFolder(folder = process.cwd()): string {
  if (existsSync(join(folder, "Pulumi.yaml")) || dirname(folder) === folder) return folder;
  return projectFolder(dirname(folder));
}

const toPrint = "write the file: pulumi stack output --json --stack <the stack that has `account`> > <file>";

/** Reads a file of outputs, as `pulumi stack output --json` prints them. */
function readOutputs(
  file: string,
): { readonly outputs: Readonly<Record<string, unknown>> } | { readonly fault: Fault } {
  const path = resolve(projectFolder(), file);
  if (!existsSync(path)) return { fault: { message: `got ${file}, which does not exist (${path})`, fix: toPrint } };
  try {
    const outputs: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof outputs === "object" && outputs !== null) return { outputs: outputs as Record<string, unknown> };
    return { fault: { message: `got ${file}, which has no outputs`, fix: toPrint } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { fault: { message: `got ${file}, which is no JSON (${reason.replaceAll("\n", " ")})`, fix: toPrint } };
  }
}

const withProblem = (configuration: Configuration, key: "stack" | "file", fault: Fault): Configuration => ({
  ...configuration,
  problems: [...configuration.problems, { where: `accountStatement.${key}`, ...fault }],
});

function withRead(
  configuration: Configuration,
  key: "stack" | "file",
  from: string,
  read: ReadStatement,
): Configuration {
  if ("fault" in read) return withProblem(configuration, key, read.fault);
  return { ...configuration, values: withStatement(configuration.values, read.statement, from, ownStackName()) };
}

/** Adds what the file of the setting `accountStatement` says, if it names one. */
function withFile(configuration: Configuration, file: string): Configuration {
  const read = readOutputs(file);
  if ("fault" in read) return withProblem(configuration, "file", read.fault);
  const { account } = read.outputs;
  if (account !== undefined) return withRead(configuration, "file", file, readStatement(account, configuration.region));
  const message = `got ${file}, which has no output \`account\``;
  const fix = "print the outputs of the stack that has `account` with more than restLogRole, after its update";
  return withProblem(configuration, "file", { message, fix });
}

const notCounted = (stack: string) =>
  `accountStatement.stack: the output \`account\` of ${stack} cannot be read, so its quotas and the usage of other stacks are not counted. Update that stack first; an offline preview also needs its full name and the Pulumi CLI, logged in, or accountStatement.file instead`;

/** Adds what the stack of the setting `accountStatement` says; a note if it says nothing (yet). */
async function withStack(configuration: Configuration, stack: string): Promise<Configuration> {
  const own = ownStackName();
  const name = fullStackName(stack, own);
  if (name === own)
    return withProblem(configuration, "stack", {
      message: `got ${stack}, this stack itself`,
      fix: "remove accountStatement here; what this stack says is for the others",
    });
  const details = await new pulumi.StackReference(name).getOutputDetails("account");
  const account = (details.value ?? details.secretValue) as unknown;
  if (account === undefined) return { ...configuration, notes: [notCounted(name)] };
  return withRead(configuration, "stack", name, readStatement(account, configuration.region));
}

/** The setting, if it is one; a validation refuses anything else. */
const given = ({ values }: Configuration) => accountStatement.safeParse(values["accountStatement"]).data;

/** Adds what the setting `accountStatement` names to a configuration. */
export function withAccountStatement(configuration: Configuration): Promise<Configuration> | Configuration {
  const { stack, file } = given(configuration) ?? {};
  if (file !== undefined) return withFile(configuration, file);
  return stack === undefined ? configuration : withStack(configuration, stack);
}

/** The same for a component, whose constructor cannot wait for another stack. */
export function withStatementOfFile(configuration: Configuration): Configuration {
  const { stack, file } = given(configuration) ?? {};
  if (file !== undefined) return withFile(configuration, file);
  if (stack === undefined) return configuration;
  return withProblem(configuration, "stack", {
    message: `got ${stack}; a component cannot wait for the outputs of another stack`,
    fix: "name a file of them: accountStatement: { file: account.json }, from pulumi stack output --json",
  });
}
