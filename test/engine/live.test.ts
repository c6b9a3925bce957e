import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Surroundings } from "../../tools/live";
import { liveMain } from "../../tools/live";
import type { Report } from "../../tools/live/report";
import { reportSchema } from "../../tools/live/report";
import { operations } from "../support/simulated-aws";
import type { SimulatedWorld } from "../support/simulated-world";
import { simulatedWorld } from "../support/simulated-world";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

const reachable = operations;
const flags = ["--region", "us-east-1", "--yes", "--json"];

describe("the live script with the real engine and simulated AWS", () => {
  let workspace: Workspace;
  let root: string;
  let world: SimulatedWorld;
  /** What Ctrl-C does, once the script listens for it. */
  let pressed: () => void = () => undefined;

  const surroundings = (): Surroundings => ({
    root,
    worldOf: () => world,
    onSignal: (interrupted) => {
      pressed = interrupted;
      return () => (pressed = () => undefined);
    },
  });

  /** Runs the script. @returns its exit code, what it printed, and its report if it printed one */
  async function live(...more: readonly string[]) {
    const [output, errors]: [string[], string[]] = [[], []];
    const io = { output: (text: string) => void output.push(text), error: (text: string) => void errors.push(text) };
    const code = await liveMain([...flags, ...more], io, surroundings());
    const [text = ""] = output;
    const said = errors.join("\n");
    return {
      code,
      text,
      errors: said,
      report: () => reportSchema.parse(JSON.parse(text.startsWith("{") ? text : said)),
    };
  }

  const outcomes = ({ steps }: Report) =>
    Object.fromEntries(
      steps.flatMap(({ findings }) => findings.map(({ assumption, outcome }) => [assumption, outcome])),
    );
  const states = ({ steps }: Report) => Object.fromEntries(steps.map(({ step, state }) => [step, state]));

  /** Nothing but what AWS keeps: `destroy` leaves revisions of task definitions. */
  const isEmpty = () => workspace.aws.account.all.length === 0;

  before(async () => {
    workspace = await openWarmWorkspace();
  });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "live-"));
    world = simulatedWorld(workspace, reachable);
    workspace.aws.account.containers = ({ image }) => ({ starts: !image.endsWith("there-is-no-such-tag") });
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  after(() => {
    workspace.close();
  });

  it("deploys, tries, writes a report and destroys", async () => {
    const {
      code,
      report: of,
      errors,
    } = await live("--budget-minutes", "240", "--only", "link-v2,http-answers,failed-update");
    const report = of();
    assert.deepEqual(states(report), { "link-v2": "done", "http-answers": "done", "failed-update": "done" }, errors);
    assert.deepEqual(outcomes(report), {
      "link-v2-creation": "holds",
      "nat-after-gateway": "holds",
      "http-preflight-by-api": "holds",
      "http-preflight-other-origin": "holds",
      "http-cors-on-errors": "holds",
      "http-host-header": "measured",
      "http-path-decoded": "measured",
      "switch-own-answers": "holds",
      "rollback-message": "holds",
      "rollback-serves": "holds",
      "plain-up-is-silent": "holds",
      "refresh-tries-again": "holds",
    });
    assert.equal(code, 0);
    assert.ok(isEmpty());
    const [run = ""] = readdirSync(root);
    const [json = "", markdown = ""] = readdirSync(join(root, run)).filter((file) => file.startsWith("live-"));
    assert.deepEqual(JSON.parse(readFileSync(join(root, run, json), "utf8")), report);
    assert.match(
      readFileSync(join(root, run, markdown), "utf8"),
      /\| `rollback-serves`: The old tasks serve .* \| holds \|/,
    );
  });

  it("a budget that runs out leaves steps, names them and destroys", async () => {
    const { code, report: of } = await live("--budget-minutes", "35", "--only", "link-v2,http-answers,failed-update");
    const report = of();
    assert.deepEqual(states(report), { "link-v2": "done", "http-answers": "done", "failed-update": "left" });
    assert.match(report.steps[2]?.reason ?? "", /^takes 55 minutes with clean-up, and \d+ of the budget are left$/);
    assert.equal(report.ended, "the budget does not suffice for all steps");
    assert.equal(code, 1);
    assert.ok(isEmpty());
  });

  it("a budget that suffices for nothing creates nothing", async () => {
    const { report: of } = await live("--budget-minutes", "20", "--only", "link-v2");
    const report = of();
    assert.deepEqual(states(report), { "link-v2": "left" });
    assert.deepEqual(world.commands, ["version"]);
  });

  it("a run that is interrupted in an update ends and destroys", async () => {
    const stop = workspace.aws.account.observe(({ urn }) => {
      if (urn.includes("loadBalancer")) pressed();
    });
    const { code, report: of } = await live("--budget-minutes", "240", "--only", "link-v2,http-answers");
    stop();
    const report = of();
    assert.deepEqual(states(report), { "link-v2": "left", "http-answers": "left" });
    assert.equal(report.ended, "interrupted");
    assert.ok(isEmpty());
    assert.equal(code, 1);
  });

  it("what AWS still lists with the tag of the run is named, and the exit code says so", async () => {
    const lost = "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-lost";
    const gone = "arn:aws:ec2:us-east-1:111122223333:natgateway/nat-gone";
    world = simulatedWorld(workspace, {
      ...reachable,
      "resourcegroupstaggingapi get-resources": () => ({
        ResourceTagMappingList: [lost, gone].map((ResourceARN) => ({ ResourceARN })),
      }),
    });
    const { code, report: of, errors } = await live("--budget-minutes", "240", "--only", "link-v2");
    assert.deepEqual(of().tagged, ["arn:aws:ec2:us-east-1:<account>:vpc/vpc-lost"]);
    assert.match(errors, /delete them by hand:\n {2}arn:aws:ec2:us-east-1:111122223333:vpc\/vpc-lost$/m);
    assert.equal(code, 1);
  });

  it("steps that an earlier run has done are not made again", async () => {
    const first = await live("--budget-minutes", "240", "--only", "link-v2");
    const file = join(root, "earlier.json");
    writeFileSync(file, first.text);
    const { code, report: of } = await live(
      "--budget-minutes",
      "240",
      "--only",
      "link-v2,http-answers",
      "--resume",
      file,
    );
    assert.deepEqual(states(of()), { "http-answers": "done" });
    assert.equal(code, 0);
  });

  it("a step that lacks a flag is refused if it is asked for by name", async () => {
    const { code, errors } = await live("--budget-minutes", "240", "--only", "link-v2,private-link");
    assert.equal(code, 2);
    assert.match(errors, /--only: private-link needs --endpoint-service/);
    assert.deepEqual(world.commands, []);
  });

  it("two stacks exist at one time, and the report has their steps in the order of the scenes", async () => {
    const { code, report: of } = await live("--budget-minutes", "240", "--only", "link-v2,http-iam");
    assert.deepEqual(Object.keys(states(of())), ["link-v2", "http-iam"]);
    const commands = world.commands.filter((command) => /^(up|destroy)/.test(command));
    assert.deepEqual(
      commands.map((command) => command.split(" ")[0]),
      ["up", "up", "destroy", "destroy"],
    );
    assert.equal(code, 0);
    assert.ok(isEmpty());
  });

  it("a run that was killed is cleaned up from its journal", async () => {
    const killed = new Error("killed");
    const { pulumi } = world;
    world = {
      ...world,
      pulumi: async (folder, args) => {
        if (args[0] === "cancel") throw killed;
        return pulumi(folder, args);
      },
    };
    assert.equal((await live("--budget-minutes", "240", "--only", "link-v2")).code, 1);
    assert.ok(!isEmpty());
    world = simulatedWorld(workspace, reachable);
    const refused = await live("--budget-minutes", "240", "--only", "link-v2");
    assert.deepEqual([refused.code, isEmpty()], [2, false]);
    assert.match(refused.errors, /npm run live -- --cleanup/);
    const cleaned = await live("--cleanup");
    assert.deepEqual([cleaned.code, cleaned.text, isEmpty()], [0, "everything is destroyed", true]);
    assert.equal((await live("--cleanup")).text, "no run has left anything");
  });

  it("a deployment that fails fails its first step, leaves the others and destroys", async () => {
    workspace.aws.account.containers = () => ({ starts: false });
    const { code, report: of, errors } = await live("--budget-minutes", "240", "--only", "link-v2,http-answers");
    const report = of();
    assert.deepEqual(states(report), { "link-v2": "failed", "http-answers": "left" }, errors);
    assert.match(report.steps[0]?.reason ?? "", /No rollback candidate was found to run the rollback/);
    assert.equal(code, 1);
    assert.ok(isEmpty());
  });

  it("an account that does not answer is a usage error, and nothing is created", async () => {
    world = simulatedWorld(workspace, {
      "sts get-caller-identity": () => {
        throw new Error("ExpiredToken: The security token included in the request is expired");
      },
    });
    const { code, errors } = await live("--budget-minutes", "240");
    assert.equal(code, 2);
    assert.match(errors, /nothing was created: ExpiredToken: The security token .* is expired; try aws sts/);
    assert.deepEqual([world.commands, existsSync(join(root, "journal.json"))], [[], false]);
  });
});
