import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { SwitchResult } from "../../report/switch";
import { main } from "../../tools/switch";
import { outcomeOf } from "../support/command";
import { create } from "../support/deployed";
import { withDomain } from "../support/front";
import { serveAccount } from "../support/served-account";
import { choose, stackFile } from "../support/stack-file";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";
import { liveSuite } from "./live-stack";

const mapping = "aws-native:apigatewayv2:ApiMapping";
type State = readonly [option: number, standby?: number];

describe("npm run switch and npm run probe, as the real CLI answers them", () => {
  const live = liveSuite();
  const environment = { ...process.env };
  let served: Awaited<ReturnType<typeof serveAccount>> | undefined;

  before(async () => {
    await create(live.workspace);
    served = await serveAccount(live.workspace.aws.account);
    live.stack.setKeys(withDomain());
    Object.assign(process.env, live.workspace.env);
  });
  after(() => {
    for (const name of Object.keys(process.env)) if (!(name in environment)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environment);
    served?.close();
  });

  /** Runs `npm run probe` in a process of its own, which sends its requests to the simulated account. */
  const probe = (...flags: readonly string[]) => {
    const { directory, env } = live.workspace;
    const args = ["run", "-s", "probe", "--", "--stack", "dev", ...flags];
    return outcomeOf(spawn("npm", args, { cwd: directory, env: { ...env, ...served?.env, CI: "true" } }));
  };
  const ask = ([option, standby]: State) => {
    choose(live.workspace, option);
    live.stack.setKeys({ standby });
  };
  /** What the check says of an update: exit code, kind of the step, and what it refuses. */
  const check = async (state: State) => {
    ask(state);
    // The tool runs in this process, with the program of the checkout: four times as fast as by npm.
    const directory = stackProject("dev", readFileSync(stackFile(live.workspace), "utf8"));
    const { status, stdout } = await inProcess(main)("--stack", "dev", "--directory", directory, "--check", "--json");
    const { step, refused, notes } = JSON.parse(stdout) as SwitchResult;
    return { code: status, kind: step.kind, refused: refused.map(({ message }) => message), notes };
  };
  const update = () => live.workspace.pulumi("up", "--yes", "--skip-preview", "--refresh", "--stack", "dev");
  const reach = async (state: State) => {
    ask(state);
    const { code, output } = await update();
    assert.equal(code, 0, output.slice(-2000));
  };

  it("know S0 to S3 from the outputs, and refuse a jump from each state", async () => {
    assert.deepEqual([(await check([1])).kind, (await probe()).code], ["first", 2]);
    await reach([1]);
    const kinds: unknown[] = [];
    const judged = async (...states: readonly State[]) => {
      for (const state of states) {
        const { code, kind } = await check(state);
        kinds.push([code, kind]);
      }
    };
    await judged([1], [1, 4], [4, 1], [4]);
    await reach([1, 4]);
    await judged([1, 4], [4, 1], [1], [1, 5], [4], [5, 4]);
    await reach([4, 1]);
    await judged([4, 1], [1, 4], [4], [1]);
    await reach([4]);
    await judged([4], [1]);
    assert.deepEqual(kinds, [
      [0, "none"],
      [0, "create"],
      [0, "create-and-move"],
      [1, "jump"],
      [0, "none"],
      [0, "move"],
      [0, "drop"],
      [0, "other-standby"],
      [1, "jump"],
      [1, "jump"],
      [0, "none"],
      [0, "move"],
      [0, "drop"],
      [1, "jump"],
      [0, "none"],
      [1, "jump"],
    ]);
  }).timeout(600_000);

  it("probe the standby's real answers: safe, and not when a service is broken there alone", async () => {
    await reach([3, 5]);
    const safe = await probe("--count", "2");
    assert.equal(safe.code, 0, safe.output);
    const { account } = live.workspace.aws;
    const [rule] = account
      .of("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
      .filter(({ urn }) => urn.includes("orders-alb"));
    assert.ok(rule);
    const before = account.snapshot();
    account.delete(rule.urn, rule.id, rule.outputs);
    const { code, output } = await probe("--count", "2", "--json");
    account.restore(before);
    assert.equal(code, 1);
    const { routes } = JSON.parse(output) as {
      readonly routes: readonly { readonly route: string; verdict: string }[];
    };
    assert.deepEqual(
      routes.filter(({ verdict }) => verdict !== "same").map(({ route, verdict }) => [route, verdict]),
      [
        ["/orders", "fails"],
        ["/orders/{proxy+}", "fails"],
      ],
    );
  }).timeout(600_000);

  it("refuse to remove what may serve after an update that moved the mapping and got no answer", async () => {
    live.workspace.aws.faults.add({ call: "update", of: mapping, failure: { connection: "lost" } });
    ask([5, 3]);
    assert.notEqual((await update()).code, 0);
    // The outputs and the state still say option 3; its removal would be no step back.
    const back = await check([3]);
    assert.deepEqual([back.code, back.kind], [1, "drop"]);
    assert.match(
      back.refused.join(),
      /^got option: 3 without standby, while requests may be at option 5: an update with option: 5, standby: 3 has not/,
    );
    assert.equal((await probe()).code, 2);
    const moved = await check([3, 5]);
    assert.deepEqual([moved.code, moved.kind], [0, "none"]);
    assert.match(moved.notes.join(), /^the last update, with option: 5, standby: 3, has not succeeded/);
    await reach([5, 3]);
    assert.deepEqual([(await check([5])).code, (await check([3, 5])).code, (await probe()).code], [0, 0, 0]);
    await reach([5]);
  }).timeout(600_000);
});
