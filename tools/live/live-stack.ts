import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Ran, Values, World } from "./world";

/** A command of the Pulumi CLI that failed although the step needs its success. */
class CommandFailed extends Error {}

/** The reason of a failure in a command's output: its last lines, without the outputs that the CLI prints after it. */
export function tail(output: string): string {
  const [, reasons] = /\nDiagnostics:\n([\s\S]*?)(?=\n(?:Outputs|Resources):|$)/.exec(output) ?? [];
  return (reasons ?? output).trim().split("\n").slice(-25).join("\n");
}

export const updateFlags = ["--yes", "--skip-preview"];

/** Writes the folder of a project whose program deploys the settings of its stack. @param codeFolder - this package */
export function writeProject(folder: string, project: string, codeFolder: string): void {
  mkdirSync(folder, { recursive: true });
  const runtime = {
    name: "nodejs",
    options: { typescript: false, nodeargs: "--import tsx --stack-trace-limit=0" },
  };
  writeFileSync(join(folder, "Pulumi.yaml"), stringify({ name: project, runtime, main: "index.ts" }));
  const program = join(codeFolder, "components", "deploy");
  writeFileSync(
    join(folder, "index.ts"),
    `import { deploy } from ${JSON.stringify(program)};\n\nexport = () => deploy();\n`,
  );
}

/** What the CLI has written into a stack file: the salt of its passphrase, without which it cannot read the state. */
function salted(file: string): Values {
  if (!existsSync(file)) return {};
  const { encryptionsalt } = parse(readFileSync(file, "utf8")) as Values;
  return encryptionsalt === undefined ? {} : { encryptionsalt };
}

/** The stack of a scene, in the folder of its project. */
export class LiveStack {
  /** Whether an edit or a failed update made it differ from its first settings. */
  private edited = false;

  constructor(
    private readonly world: World,
    private readonly folder: string,
    private readonly project: string,
    readonly name: string,
    private readonly region: string,
    private readonly keys: Values,
  ) {}

  /** Creates it and deploys its first settings. @returns the output @throws CommandFailed */
  async create(): Promise<string> {
    this.write(this.keys);
    this.edited = true;
    await this.succeed("stack", "init", this.name, "--secrets-provider", "passphrase");
    const { output } = await this.up();
    this.edited = false;
    return output;
  }

  /** Updates it with its first settings and these keys; undefined removes one. @throws CommandFailed */
  edit(keys: Values, ...flags: readonly string[]): Promise<Ran> {
    this.set(keys);
    return this.up(...flags);
  }

  /** Like `edit`, but the update may fail. */
  tryUpWith(keys: Values): Promise<Ran> {
    this.set(keys);
    return this.tryUp();
  }

  /** Writes keys without an update. */
  set(keys: Values): void {
    this.edited = true;
    const all = Object.entries({ ...this.keys, ...keys }).filter(([, value]) => value !== undefined);
    this.write(Object.fromEntries(all));
  }

  /** Updates it. @throws CommandFailed */
  async up(...flags: readonly string[]): Promise<Ran> {
    const ran = await this.tryUp(...flags);
    return this.checked(ran, "up");
  }

  /** Updates it; the update may fail. */
  tryUp(...flags: readonly string[]): Promise<Ran> {
    this.edited = true;
    return this.run("up", ...updateFlags, ...flags);
  }

  /** Says that a step has changed something beside Pulumi, so that putting it back needs a refresh. */
  touched(): void {
    this.edited = true;
  }

  /** Puts it back to its first settings, if anything has changed it. @throws CommandFailed */
  async putBack(): Promise<void> {
    if (!this.edited) return;
    this.write(this.keys);
    await this.up("--refresh");
    this.edited = false;
  }

  /** Its outputs. @throws CommandFailed */
  async outputs(): Promise<Values> {
    const { output } = await this.succeed("stack", "output", "--json");
    return JSON.parse(output.slice(output.indexOf("{"))) as Values;
  }

  private async succeed(...args: readonly string[]): Promise<Ran> {
    const ran = await this.run(...args);
    return this.checked(ran, args.slice(0, 2).join(" "));
  }

  private checked(ran: Ran, what: string): Ran {
    if (ran.code !== 0) throw new CommandFailed(`pulumi ${what} of stack ${this.name} failed:\n${tail(ran.output)}`);
    return ran;
  }

  private run(...args: readonly string[]): Promise<Ran> {
    const named = args[1] === "init" ? args : [...args, "--stack", this.name];
    return this.world.pulumi(this.folder, named);
  }

  private write(keys: Values): void {
    const own = Object.entries(keys).map(([key, value]) => [`${this.project}:${key}`, value] as const);
    const config = { "aws:region": this.region, ...Object.fromEntries(own) };
    const file = join(this.folder, `Pulumi.${this.name}.yaml`);
    writeFileSync(file, stringify({ ...salted(file), config }));
  }
}
