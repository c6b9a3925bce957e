import { choose } from "./stack-file";
import type { Workspace, WorkspaceSnapshot } from "./workspace";

/** Arguments of an update of stack dev. */
export const up = ["up", "--yes", "--skip-preview", "--stack", "dev"];
const deployed = new Map<number, WorkspaceSnapshot>();
let created: WorkspaceSnapshot | undefined;

/** Puts stack dev into the state right after `pulumi stack init`. */
export async function create(workspace: Workspace): Promise<void> {
  if (created === undefined) {
    await workspace.succeed("stack", "init", "dev");
    created = workspace.save();
  } else {
    workspace.restore(created);
    // `stack init` selects the stack too, and the selection is not in the snapshot, which may be of another workspace.
    await workspace.succeed("stack", "select", "dev");
  }
}

/** Puts stack dev into the state after its first update with an option. Each process deploys once and then restores. */
export async function deploy(workspace: Workspace, option: number): Promise<void> {
  const known = deployed.get(option);
  if (known !== undefined) {
    workspace.restore(known);
    return;
  }
  await create(workspace);
  choose(workspace, option);
  await workspace.succeed(...up);
  deployed.set(option, workspace.save());
}
