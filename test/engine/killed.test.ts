import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../../simulator/aws/faults";
import { up } from "../support/deployed";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const balancer = "aws:lb/loadBalancer:LoadBalancer";
/** Longer than all concurrent work of an update. */
const delayMilliseconds = 8_000;

const ended = (child: ChildProcess) =>
  new Promise((resolve) => {
    child.once("close", resolve);
  });

describe("pulumi up killed in the real engine", () => {
  let workspace: Workspace;
  const succeed = (...args: readonly string[]) => workspace.succeed(...args);

  /** Kills an update while only this slow call is pending, and waits until the call has ended. */
  async function killDuring(fault: Omit<Fault, "failure">): Promise<void> {
    const { aws, start } = workspace;
    aws.faults.add({ ...fault, failure: { delayMilliseconds } });
    const child = start(...up);
    const end = ended(child);
    while (aws.faults.unused.length > 0) await wait(50);
    await wait(delayMilliseconds / 2);
    process.kill(-(child.pid ?? 0), "SIGKILL");
    await end;
    await wait(delayMilliseconds);
  }
  /** Resources of the account that are missing from the engine's state. */
  const orphans = () => {
    const known = new Set(workspace.state("dev").resources.map(({ urn, id }) => `${urn} ${String(id)}`));
    return workspace.aws.account.all.filter(({ urn, id }) => !known.has(`${urn} ${id}`));
  };

  before(async () => {
    // With checkpoints after every step, as on users' machines.
    workspace = await openWarmWorkspace({});
    await succeed("stack", "init", "dev");
  });
  after(() => {
    workspace.close();
  });

  it("killed during a create: one orphan; up succeeds after it is deleted", async () => {
    await killDuring({ call: "create", of: balancer });
    await succeed("cancel", "--yes", "--stack", "dev");
    const pending = workspace.state("dev").pending_operations ?? [];
    assert.deepEqual(
      pending.map(({ type }) => type),
      ["creating"],
    );
    const [orphan, ...others] = orphans();
    assert.ok(orphan);
    assert.deepEqual(others, []);
    assert.equal(orphan.urn, pending[0]?.resource.urn);

    // As docs/operating.md says.
    workspace.aws.account.delete(orphan.urn, orphan.id, orphan.outputs);
    await succeed("refresh", "--yes", "--stack", "dev", "--clear-pending-creates");
    await succeed(...up);
    assert.deepEqual(orphans(), []);
    assert.match(await succeed(...up), /Resources:\n\s+\d+ unchanged\n/);
  });

  it("lost provider response: one orphan; up succeeds after it is deleted", async () => {
    await succeed("destroy", "--yes", "--skip-preview", "--stack", "dev");
    workspace.aws.faults.add({ call: "create", of: balancer, failure: { connection: "lost" } });
    const { code, output } = await workspace.pulumi(...up);
    assert.notEqual(code, 0);
    assert.match(output, /error reading from server: EOF/);
    const [orphan, ...others] = orphans();
    assert.equal(orphan?.type, balancer);
    assert.deepEqual(others, []);

    workspace.aws.account.delete(orphan.urn, orphan.id, orphan.outputs);
    await succeed(...up);
    assert.deepEqual(orphans(), []);
  });

  it("killed during an update: cancel and up converge without orphans", async () => {
    await succeed("config", "set", "logRetentionDays", "60");
    await killDuring({ call: "update", of: logGroup });
    await succeed("cancel", "--yes", "--stack", "dev");
    await succeed(...up);
    assert.deepEqual(orphans(), []);
    assert.match(await succeed(...up), /Resources:\n\s+\d+ unchanged\n/);
    assert.deepEqual(
      workspace.aws.account.of(logGroup).map(({ inputs }) => inputs["retentionInDays"]),
      [60, 60, 60, 60],
    );
  });
});
