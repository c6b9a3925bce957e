import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { outcomeOf, outputOf } from "./command";
import type { Outcome } from "./command";
import type { DocumentCommand } from "./document-commands";
import { writeProgram } from "./files";

/** Programs that would need an account or a network. They record their arguments instead, each in brackets. */
const recorded = ["aws", "curl"];

/** The part of jq that the documents use, so that the tests need nothing else: `jq -r .key.key`, and `[]` for a list. */
const jq = `#!${process.execPath}
const [, ...keys] = process.argv.at(-1).replace(/\\[\\]$/, "").split(".");
const found = keys.reduce((value, key) => value[key], JSON.parse(require("fs").readFileSync(0, "utf8")));
console.log([found].flat().join("\\n"));
`;

/** Runs the commands of documents as a reader does: in one shell, which keeps its folder and its variables. */
export class Follower {
  private readonly folder: string;

  /**
   * @param root - an existing folder for files of its own
   * @param directory - where the reader starts
   * @param env - environment variables, with the Pulumi CLI on the PATH
   */
  constructor(
    root: string,
    private readonly directory: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.folder = join(root, "follower");
    mkdirSync(this.folder);
    writeProgram(this.folder, "jq", jq);
    for (const name of recorded) {
      // The answer is a word, since readers store it in a variable.
      const record = `{ printf ${name}; printf ' [%s]' "$@"; echo; } >> "${this.calls}"`;
      writeProgram(this.folder, name, `#!/bin/sh\n${record}\necho answer\n`);
    }
  }

  private get calls(): string {
    return join(this.folder, "calls");
  }

  /** Calls of the recorded programs since the last question, one per line: `curl [https://...]`. */
  recorded(): readonly string[] {
    const lines = existsSync(this.calls) ? readFileSync(this.calls, "utf8").trim().split("\n") : [];
    rmSync(this.calls, { force: true });
    return lines;
  }

  /** Runs a command. @returns its output. @throws Error with the output if it fails */
  run(command: DocumentCommand): Promise<string> {
    return outputOf(`${command.file}:${command.line}: ${command.text}`, this.outcome(command));
  }

  /** Runs a command that must fail. @returns its output. @throws Error if it succeeds */
  async fail(command: DocumentCommand): Promise<string> {
    const { code, output } = await this.outcome(command);
    if (code === 0) throw new Error(`${command.file}:${command.line}: ${command.text} succeeds\n${output}`);
    return output;
  }

  private outcome({ text }: DocumentCommand): Promise<Outcome> {
    const shell = join(this.folder, "shell");
    const before = `set -aeu -o pipefail; [ ! -f ${shell} ] || . ${shell}`;
    const after = `{ export -p; printf 'cd %q\\n' "$PWD"; } > ${shell}`;
    const child = spawn("bash", ["-c", `${before}\n${text}\n${after}`], {
      cwd: this.directory,
      env: {
        ...this.env,
        PATH: [this.folder, this.env["PATH"]].join(delimiter),
        // What a reader answers to the question of `pulumi up`.
        PULUMI_SKIP_CONFIRMATIONS: "true",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return outcomeOf(child);
  }
}
