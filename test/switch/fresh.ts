import type { Option } from "../../core/settings/settings";
import { up } from "../support/deployed";
import type { Workspace, WorkspaceSnapshot } from "../support/workspace";
import { configure, settle } from "../traffic/updates";
import type { Content } from "./content";
import { contentOf } from "./content";
import { keysIn } from "./keys";
import type { SwitchedStack } from "./stacks";

/** A workspace at one moment, and what its stack has then. */
export interface Moment {
  readonly snapshot: WorkspaceSnapshot;
  readonly content: Content;
}

/** What a workspace has now. */
export const momentOf = (workspace: Workspace): Moment => ({
  snapshot: workspace.save(),
  content: contentOf(workspace),
});

/** New stacks without a standby. Each is deployed once, for all workspaces. */
export class FreshStacks {
  private readonly deployed = new Map<string, Promise<Moment>>();

  /** @param created - a workspace right after `pulumi stack init dev` */
  constructor(private readonly created: WorkspaceSnapshot) {}

  /** @param workspace - where the stack is deployed if no other workspace has; its content changes */
  at(workspace: Workspace, stack: SwitchedStack, option: Option): Promise<Moment> {
    const key = `${stack.name} ${String(option)}`;
    const known = this.deployed.get(key) ?? this.deploy(workspace, stack, option);
    this.deployed.set(key, known);
    return known;
  }

  private async deploy(workspace: Workspace, stack: SwitchedStack, option: Option): Promise<Moment> {
    workspace.restore(this.created);
    workspace.aws.account.outside = stack.outside;
    configure(workspace, keysIn(stack, { option, standby: undefined }), stack.region);
    await workspace.succeed(...up);
    settle(workspace.aws.account);
    return momentOf(workspace);
  }
}
