import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { liveMain } from "../../tools/live";
import { reportSchema } from "../../tools/live/report";
import { scenes } from "../../tools/live/scenes";
import { operations } from "../support/simulated-aws";
import { simulatedWorld } from "../support/simulated-world";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

const domain = "live.example.com";
const zone = "Z0123456789ABCDEFGHIJ";
const endpointService = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";
const given = ["--domain", domain, "--hosted-zone", `${zone}=example.com`, "--endpoint-service", endpointService];

/** Scenes of a usual test run; `LIVE_SCENES=all` or `LIVE_SCENES=tls,nlb` chooses others. */
const chosen = process.env["LIVE_SCENES"] ?? "canary,endpoint";
const isChosen = (id: string) => chosen === "all" || chosen.split(",").includes(id);

/** What the simulator shows otherwise, or cannot show; their steps have cases with stated answers. */
const otherwise: readonly string[] = [
  // Commands take a minute here, so no wait is seen.
  ...["strategy-nlb-wait", "strategy-nlb-test-wait"],
  // The simulator keeps no rest of a limit, and does not count what calls beside a stack make.
  ...["alb-target-counted-twice", "alb-target-weight", "certificates-per-nlb", "listeners-text"],
  "strategy-header-limits",
  // The simulator adds it, unless a test states that ECS refuses it.
  "strategy-attaches-alternate",
];

describe("scenes of the live script with the real engine and simulated AWS", () => {
  let workspace: Workspace;
  let root: string;
  before(async () => {
    workspace = await openWarmWorkspace();
    root = mkdtempSync(join(tmpdir(), "scenes-"));
  });
  after(() => {
    workspace.close();
    rmSync(root, { recursive: true, force: true });
  });

  for (const scene of scenes.filter(({ id }) => isChosen(id)))
    it(scene.id, async () => {
      const { account } = workspace.aws;
      account.containers = ({ image }) => ({ starts: !image.endsWith("there-is-no-such-tag") });
      account.outside = {
        zones: { [zone]: "example.com" },
        certificates: {},
        endpointServices: { [endpointService]: { connection: "pendingAcceptance", listens: { 80: "plain" } } },
      };
      const [printed, said]: [string[], string[]] = [[], []];
      const io = { output: (text: string) => void printed.push(text), error: (text: string) => void said.push(text) };
      const ids = scene.steps.map(({ id }) => id).join(",");
      const flags = ["--region", "us-east-1", "--budget-minutes", "5000", "--yes", "--json", "--only", ids];
      const code = await liveMain([...flags, ...given], io, {
        root,
        worldOf: () => simulatedWorld(workspace, operations),
        onSignal: () => () => undefined,
      });
      if (process.env["LIVE_SHOW"]) process.stdout.write(`${said.join("\n")}\n`);
      const report = reportSchema.parse(JSON.parse(printed[0] ?? ""));
      const found = report.steps.flatMap(({ findings }) => findings);
      assert.deepEqual(
        report.steps
          .map(({ step, state, reason }) => ({ step, state, reason }))
          .filter(({ state }) => state !== "done"),
        [],
      );
      assert.deepEqual(
        found.filter(({ outcome, assumption }) => outcome === "does not hold" && !otherwise.includes(assumption)),
        [],
      );
      assert.equal(code, found.some(({ outcome }) => outcome === "does not hold") ? 1 : 0);
      assert.deepEqual(account.all, []);
    });
});
