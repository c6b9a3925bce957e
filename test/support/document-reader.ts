import { join } from "node:path";
import { isRunByNobody } from "./command-runners";
import { deploy } from "./deployed";
import { commandsOf } from "./document-commands";
import { Follower } from "./follower";
import { editStack, own } from "./stack-file";
import type { Workspace } from "./workspace";

/** What a reader does by hand. */
export interface ByHand {
  /** Edits before each `pulumi up` of the document, in their order. */
  readonly beforeUpdates?: readonly (() => void)[];
  /** Commands that end with an error, as the document says. */
  readonly failing?: RegExp;
  /** Told of each command after it has run. */
  readonly ran?: (command: string, output: string) => void;
}

/** Follows documents in a project with stack dev. */
export class DocumentReader {
  private readonly follower: Follower;
  private readonly read = new Set<string>();

  /** @param environment - more variables of the reader's shell */
  constructor(
    private readonly workspace: Workspace,
    environment: NodeJS.ProcessEnv,
  ) {
    const { directory, env } = workspace;
    this.follower = new Follower(join(directory, ".."), directory, { ...env, ...environment });
  }

  /** Documents that were followed, sorted. */
  get followed(): readonly string[] {
    return [...this.read].sort();
  }

  /** Calls of `aws` and `curl` since the last question. */
  recorded(): readonly string[] {
    return this.follower.recorded();
  }

  /** Puts stack dev into the state after its first update with an option, and selects it. */
  async start(option: number): Promise<void> {
    await deploy(this.workspace, option);
    await this.workspace.succeed("stack", "select", "dev");
  }

  /** Runs the commands of a document in their order. @returns the output of each `pulumi up` */
  async follow(file: string, { beforeUpdates = [], failing, ran }: ByHand = {}): Promise<readonly string[]> {
    const { follower } = this;
    this.read.add(file);
    const updates: string[] = [];
    for (const command of commandsOf(file)) {
      if (isRunByNobody(command)) continue;
      const isUpdate = command.text.startsWith("pulumi up");
      if (isUpdate) beforeUpdates[updates.length]?.();
      const output = failing?.test(command.text) === true ? await follower.fail(command) : await follower.run(command);
      if (isUpdate) updates.push(output);
      ran?.(command.text, output);
    }
    return updates;
  }

  /** Sets keys of the service at a place of the list. */
  set(index: number, values: Readonly<Record<string, unknown>>): void {
    editStack(
      this.workspace,
      Object.entries(values).map(([key, value]) => [[own("services"), index, key], value] as const),
    );
  }
}
