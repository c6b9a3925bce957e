import { choose, editStack, ofKeys, own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

export const vpcsAndClusters = ["aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:ecs/cluster:Cluster"];
export const services = ["aws:ecs/service:Service"];
/** A fifth service. */
export const returns = { name: "returns", vpc: "supply", image: "public.ecr.aws/nginx/nginx:1.29", containerPort: 80 };
/** Path of the fifth service in the stack file. */
export const fifth = [own("services"), 4] as const;

/** Resource counts at the end of an update's output: `{ created: 12, unchanged: 80 }`. */
export const counts = (output: string) =>
  Object.fromEntries(
    [
      ...output.slice(output.lastIndexOf("Resources:")).matchAll(/(\d+) (created|updated|replaced|deleted|unchanged)/g),
    ].map(([, count, what]) => [what ?? "", Number(count)]),
  );

/** Stack dev in a workspace. */
export class LiveStack {
  constructor(private readonly workspace: Workspace) {}

  /** Updates the stack with an option. @returns the engine's output */
  up(option: number): Promise<string> {
    choose(this.workspace, option);
    return this.workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
  }

  /** Destroys the stack. @returns the engine's output */
  destroy(): Promise<string> {
    return this.workspace.succeed("destroy", "--yes", "--skip-preview", "--stack", "dev");
  }

  /** Sets a value of the stack file; undefined removes it. */
  set(path: readonly (string | number)[], value: unknown): void {
    editStack(this.workspace, [[path, value]]);
  }

  /** Sets keys of the stack; undefined removes one. */
  setKeys(keys: Readonly<Record<string, unknown>>): void {
    editStack(this.workspace, ofKeys(keys));
  }

  /** Number of resources in the account. */
  get size(): number {
    return this.workspace.aws.account.all.length;
  }

  idsOf(types: readonly string[]): readonly string[] {
    return this.workspace.aws.account
      .of(...types)
      .map(({ id }) => id)
      .sort();
  }

  allIds(): readonly string[] {
    return this.idsOf([...new Set(this.workspace.aws.account.all.map(({ type }) => type))]);
  }

  /** Ids of what stays when routes come and go: REST APIs are then deployed again. */
  lastingIds(): readonly string[] {
    const types = this.workspace.aws.account.all.map(({ type }) => type);
    return this.idsOf([...new Set(types)].filter((type) => type !== "aws:apigateway/deployment:Deployment"));
  }

  balancers(kind: "app" | "net"): readonly string[] {
    return this.idsOf(["aws:lb/loadBalancer:LoadBalancer"]).filter((arn) => arn.includes(`:loadbalancer/${kind}/`));
  }
}

/** A workspace that is open during the tests of a suite, and its stack. */
interface LiveSuite {
  readonly workspace: Workspace;
  readonly stack: LiveStack;
}

/** Opens a workspace before the tests of the suite that calls this, and closes it after them. */
export function liveSuite(): LiveSuite {
  let opened: Workspace | undefined;
  before(async () => {
    opened = await openWarmWorkspace();
  });
  after(() => {
    opened?.close();
  });
  return {
    get workspace() {
      if (opened === undefined) throw new Error("the workspace is open only while the tests of the suite run");
      return opened;
    },
    get stack() {
      return new LiveStack(this.workspace);
    },
  };
}
