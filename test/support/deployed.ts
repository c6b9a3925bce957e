import { choose } from "./stack-file";
import type { Kept, Workspace } from "./workspace";

const up = ["up", "--yes", "--skip-preview", "--stack", "dev"];
const kept = new Map<number, Kept>();
let created: Kept | undefined;

/** Leaves stack dev as it is when it has just been created. */
export async function create(workspace: Workspace): Promise<void> {
  if (created === undefined) {
    await workspace.succeed("stack", "init", "dev");
    created = workspace.keep();
  } else {
    workspace.restore(created);
  }
}

/** Leaves stack dev as its first update under an option does: deployed once a process, then brought back. */
export async function deploy(workspace: Workspace, option: number): Promise<void> {
  const known = kept.get(option);
  if (known !== undefined) {
    workspace.restore(known);
    return;
  }
  await create(workspace);
  choose(workspace, option);
  await workspace.succeed(...up);
  kept.set(option, workspace.keep());
}
