import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { late, prompt, seeded } from "../../simulator/schedules/schedule";
import { create, up } from "../support/deployed";
import { withDomain } from "../support/front";
import { settingsOf } from "../support/scenario";
import { settingsOfStack } from "../support/stack-settings";
import type { WorkspaceSnapshot } from "../support/workspace";
import { judge } from "../traffic/judge";
import { configure, settle, update } from "../traffic/updates";
import { liveSuite } from "./live-stack";

type Keys = Readonly<Record<string, unknown>>;
interface Service {
  readonly name: string;
}

const raw: Keys = { ...settingsOfStack("dev").raw, ...withDomain() };
const services = raw["services"] as readonly Service[];
const names = services.map(({ name }) => name).sort();
const unawaited: Keys = { services: services.map((service) => ({ ...service, wait: false })) };
const schedules = [prompt, late(10), ...[1, 2, 3, 4, 5].map(seeded)];
const keysOf = (changes: Keys): Keys => ({ ...raw, ...changes });

const component = "components/fargate-service.ts";
const waits = "...(service.wait ? { waitForSteadyState: true } : {}),";

/** Steps that are not those of `npm run switch`, or of a program that protects less: the domain loses requests. */
describe("switches with less care lose requests at the domain, and the tests see it", () => {
  const live = liveSuite();
  const deployed = new Map<string, WorkspaceSnapshot>();

  /** Puts the stack into a state by updates from nothing, each of which ends before the next one. */
  async function reach(...states: readonly Keys[]): Promise<void> {
    const key = JSON.stringify(states);
    const known = deployed.get(key);
    if (known !== undefined) {
      live.workspace.restore(known);
      return;
    }
    await create(live.workspace);
    for (const state of states) {
      configure(live.workspace, keysOf(state));
      await live.workspace.succeed(...up);
      settle(live.workspace.aws.account);
    }
    deployed.set(key, live.workspace.save());
  }

  /** Makes one update. @returns the services that lose requests in one of the orders, with the hops, and failures */
  async function lostBy(before: Keys, after: Keys): Promise<readonly string[]> {
    configure(live.workspace, keysOf(after));
    const made = await update(live.workspace, { before: settingsOf(keysOf(before)), after: settingsOf(keysOf(after)) });
    assert.equal(made.failure, undefined);
    const found = schedules.flatMap((schedule) => {
      const { lost, failures } = judge(made, schedule);
      return [...failures, ...lost.map(({ service, hop }) => `${service} at ${hop}`)];
    });
    return [...new Set(found)].sort();
  }

  const all = (...hops: readonly string[]) => names.flatMap((name) => hops.map((hop) => `${name} at ${hop}`));
  const [s0, s1, s2, s3] = [
    { option: 1 },
    { option: 1, standby: 3 },
    { option: 3, standby: 1 },
    { option: 3 },
  ] as const;

  it("with the care of the program none is lost: to a standby, and to a standby that serves at once", async () => {
    await reach(s0);
    assert.deepEqual(await lostBy(s0, s1), []);
    await reach(s0);
    assert.deepEqual(await lostBy(s0, s2), []);
  });

  // In the late order requests still go to the old API when its routes are gone: `route`.
  it("the old topology goes in the update that moves the mapping (S1 to S3)", async () => {
    await reach(s0, s1);
    assert.deepEqual(await lostBy(s1, s3), all("route", "target group"));
  });

  it("the same between options whose services stay in their target groups loses none", async () => {
    const from = { option: 1, standby: 4 };
    await reach({ option: 1 }, from);
    assert.deepEqual(await lostBy(from, { option: 4 }), []);
  });

  it("all in one update, without a standby (S0 to S3)", async () => {
    await reach(s0);
    assert.deepEqual(await lostBy(s0, s3), all("route", "target group"));
  });

  it("services with wait: false: the mapping moves before their tasks are where it leads", async () => {
    await reach({ ...s0, ...unawaited });
    assert.deepEqual(await lostBy({ ...s0, ...unawaited }, { ...s2, ...unawaited }), all("target group"));
  });

  it("services with wait: false in S3 lose none: since S1 their tasks are where requests go", async () => {
    await reach({ ...s0, ...unawaited }, { ...s1, ...unawaited }, { ...s2, ...unawaited });
    assert.deepEqual(await lostBy({ ...s2, ...unawaited }, { ...s3, ...unawaited }), []);
  });

  it("a program that does not wait for tasks", async () => {
    const file = join(live.workspace.directory, component);
    const text = readFileSync(file, "utf8");
    assert.ok(text.includes(waits));
    await reach(s0);
    writeFileSync(file, text.replace(waits, ""));
    try {
      assert.deepEqual(await lostBy(s0, s2), all("target group"));
    } finally {
      writeFileSync(file, text);
    }
  });
});
