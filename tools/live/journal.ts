import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const journalSchema = z.strictObject({
  runId: z.string(),
  region: z.string(),
  /** Name of the project of all its stacks. */
  project: z.string(),
  /** Passphrase of the state, which has no secrets of anyone. */
  passphrase: z.string(),
  /** Stacks by name. One is `created` before its first call, and `destroyed` once nothing of it is left. */
  stacks: z.record(z.string(), z.enum(["created", "destroyed"])),
});

/** What a run has created, so that another process can destroy it. */
export type JournalState = z.infer<typeof journalSchema>;

const fileName = "journal.json";

/** The journal of one run, in the run's folder. Each change is on disk before the call that it announces. */
export class Journal {
  constructor(
    readonly folder: string,
    private current: JournalState,
  ) {
    mkdirSync(folder, { recursive: true });
    this.save();
  }

  get state(): JournalState {
    return this.current;
  }

  /** Stacks that are not destroyed. */
  get left(): readonly string[] {
    return Object.entries(this.current.stacks).flatMap(([stack, state]) => (state === "created" ? [stack] : []));
  }

  note(stack: string, state: "created" | "destroyed"): void {
    this.current = { ...this.current, stacks: { ...this.current.stacks, [stack]: state } };
    this.save();
  }

  /** A process that is killed while it writes must not leave half a file. */
  private save(): void {
    const file = join(this.folder, fileName);
    writeFileSync(`${file}.new`, `${JSON.stringify(this.current, null, 2)}\n`);
    renameSync(`${file}.new`, file);
  }
}

/** Journals of runs that left stacks behind, the oldest first. @param root - folder of all runs */
export function unfinished(root: string): readonly Journal[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .map((run) => join(root, run))
    .filter((folder) => existsSync(join(folder, fileName)))
    .map((folder) => new Journal(folder, journalSchema.parse(JSON.parse(readFileSync(join(folder, fileName), "utf8")))))
    .filter(({ left }) => left.length > 0);
}
