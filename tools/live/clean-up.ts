import { join } from "node:path";
import type { Journal } from "./journal";
import { tail, updateFlags } from "./live-stack";
import type { World } from "./world";

/** A stack that could not be destroyed. */
export interface NotDestroyed {
  readonly stack: string;
  readonly reason: string;
}

/** Folder of the project of a run. */
export const projectFolder = (journal: Journal): string => join(journal.folder, "project");

/** What depends on what AWS has not deleted yet, such as network interfaces of a link, may be deletable minutes later. */
const tries = 3;

/** Destroys one stack of a run. @returns why it could not; undefined if nothing of it is left */
export async function destroyStack(world: World, journal: Journal, stack: string): Promise<NotDestroyed | undefined> {
  const folder = projectFolder(journal);
  let reason = "";
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await world.sleep(60);
    // A command that was killed leaves its lock behind.
    await world.pulumi(folder, ["cancel", "--yes", "--stack", stack]);
    const { code, output } = await world.pulumi(folder, ["destroy", ...updateFlags, "--refresh", "--stack", stack]);
    if (code === 0 || output.includes("no stack named")) {
      journal.note(stack, "destroyed");
      return undefined;
    }
    reason = tail(output);
  }
  return { stack, reason };
}

/** Destroys all that a run has left. */
export async function cleanUp(
  world: World,
  journal: Journal,
  tell: (text: string) => void,
): Promise<readonly NotDestroyed[]> {
  const failed: NotDestroyed[] = [];
  for (const stack of journal.left) {
    tell(`destroying stack ${stack} of run ${journal.state.runId}`);
    const problem = await destroyStack(world, journal, stack);
    if (problem !== undefined) failed.push(problem);
  }
  return failed;
}
