import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nameOf } from "../../simulator/aws/account";
import { create, up } from "../support/deployed";
import { own } from "../support/stack-file";
import type { WorkspaceSnapshot } from "../support/workspace";
import { liveSuite } from "./live-stack";
import { lostDuring } from "./lost-requests";

const names = ["orders", "customers"] as const;
const deployment = { strategy: "blueGreen" } as const;

/** A replacement of text in a file of the components. */
interface ProgramFault {
  readonly file: string;
  readonly text: string;
  readonly by: string;
}

const declaredRule: ProgramFault = { file: "listener-rule.ts", text: `{ ignoreChanges: ["actions"] }`, by: "{}" };
const declaredListener: ProgramFault = {
  file: "load-balancer.ts",
  text: `{ ignoreChanges: ["defaultActions"] }`,
  by: "{}",
};
const noReference: ProgramFault = {
  file: "load-balancer.ts",
  text: "if (alternate === undefined) return",
  by: "return",
};

/** A program with less care for strategies: behind a shared ALB (orders) and an NLB (customers). */
describe("strategies with less care lose requests or cannot be left, and the tests see it", () => {
  const live = liveSuite();
  let running: WorkspaceSnapshot | undefined;

  /** Makes a fault of the program while `work` runs. */
  async function faulty<T>({ file, text, by }: ProgramFault, work: () => Promise<T>): Promise<T> {
    const path = join(live.workspace.directory, "components", file);
    const source = readFileSync(path, "utf8");
    assert.ok(source.includes(text), text);
    writeFileSync(path, source.replace(text, by));
    try {
      return await work();
    } finally {
      writeFileSync(path, source);
    }
  }

  const again = () => live.workspace.succeed(...up, "--refresh");
  const watched = () => lostDuring(live.workspace, names, again);

  const setAll = (value: unknown) => {
    names.forEach((_, index) => {
      live.stack.set([own("services"), index, "deployment"], value);
    });
  };

  /** Names of the alternate target groups in the account. */
  const alternates = () =>
    live.workspace.aws.account
      .of("aws:lb/targetGroup:TargetGroup")
      .map(({ urn }) => nameOf(urn))
      .filter((name) => name.endsWith("-alt"))
      .sort();

  before(async () => {
    await create(live.workspace);
    live.stack.set([own("services"), 0, "group"], "web");
    live.stack.set([own("services"), 1, "balancer"], "nlb");
    setAll(deployment);
    await live.stack.up(1);
    running = live.workspace.save();
  });

  beforeEach(() => {
    assert.ok(running);
    live.workspace.restore(running);
  });

  it("an update with a refresh after the first deployment loses none", async () => {
    assert.deepEqual(await watched(), []);
  });

  for (const [title, fault, losing] of [
    ["a rule", declaredRule, "orders"],
    ["a listener", declaredListener, "customers"],
  ] as const)
    it(`${title} that does not ignore its action gets the declared weights back, where there are no tasks`, async () => {
      const lost = await faulty(fault, watched);
      assert.ok(lost.length > 0);
      for (const one of lost) assert.match(one, new RegExp(`^${losing}: 503 the target group has no target`));
    });

  it("after the three updates that leave a strategy, its alternate target groups are deleted", async () => {
    for (const leaving of ["both", "primary"] as const) {
      setAll({ ...deployment, leaving });
      await live.workspace.succeed(...up);
    }
    assert.deepEqual(alternates(), ["customers-nlb-alt", "web-alb-orders-alt"]);
    setAll(undefined);
    await live.workspace.succeed(...up);
    assert.deepEqual(alternates(), []);
  });

  // The engine's destroy would delete the rule first without the reference too: it is deeper in the graph.
  it("one that ECS adds to a rule or listener that does not refer to it cannot be deleted", async () => {
    const { account } = live.workspace.aws;
    const { outside } = account;
    await live.stack.destroy();
    account.outside = { ...outside, unattachedGroups: "added" };
    try {
      await faulty(noReference, async () => {
        await live.stack.up(1);
        setAll(undefined);
        const { code, output } = await live.workspace.pulumi(...up);
        assert.notEqual(code, 0);
        const refused = output.match(/ResourceInUse: Target group '\S+' is currently in use by a listener or a rule/g);
        assert.equal(new Set(refused).size, names.length);
      });
    } finally {
      account.outside = outside;
    }
    assert.deepEqual(alternates(), ["customers-nlb-alt", "web-alb-orders-alt"]);
  });
});
