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

/** What the simulator shows otherwise, and why. Their steps have cases with stated answers. */
const otherwise: Readonly<Record<string, readonly string[]>> = {
  "commands take a minute, so no wait is seen": ["strategy-nlb-wait", "strategy-nlb-test-wait"],
  "not simulated: limits of load balancers": [
    ...["alb-target-counted-twice", "alb-target-weight", "certificates-per-nlb", "listeners-text"],
  ],
  "not simulated: rules that calls make beside a stack": ["strategy-header-limits"],
};
const isOtherwise = (id: string) => Object.values(otherwise).flat().includes(id);

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
      // An expectation that is met no longer is out of date, so both sides are compared.
      const idsOf = (findings: typeof found) => findings.map(({ assumption }) => assumption).sort();
      assert.deepEqual(
        idsOf(found.filter(({ outcome }) => outcome === "does not hold")),
        idsOf(found.filter(({ assumption }) => isOtherwise(assumption))),
        JSON.stringify(found, null, 2),
      );
      assert.equal(code, found.some(({ outcome }) => outcome === "does not hold") ? 1 : 0);
      assert.deepEqual(account.all, []);
    });
});
