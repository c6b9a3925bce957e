import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEngine } from "../support/engine";
import type { EngineCommands } from "../support/engine";
import { packageProject } from "../support/packages";

const program = (stageName: string) =>
  `const aws = require("@pulumi/aws");
const api = new aws.apigatewayv2.Api("shop", { protocolType: "HTTP" });
new aws.apigatewayv2.Stage("live", { apiId: api.id, name: "${stageName}" });
`;

/** In new Node processes, as the official language host starts programs and packs. */
describe("the installed policy pack in the real engine", () => {
  const pack = join("node_modules", "private-integrations-policies");
  let root: string;
  let directory: string;
  let engine: EngineCommands;
  before(async () => {
    directory = await packageProject({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "package.json": "{}",
      "index.js": program("live"),
    });
    root = mkdtempSync(join(tmpdir(), "engine-"));
    engine = await openEngine(root, directory, {});
    await engine.succeed("stack", "init", "dev");
    await engine.succeed("config", "set", "aws:region", "us-east-1", "--stack", "dev");
  });
  after(() => {
    engine.close();
    rmSync(root, { recursive: true, force: true });
  });

  const preview = () => engine.pulumi("preview", "--stack", "dev", "--policy-pack", pack);

  it("passes a stack without violations, with all its policies", async () => {
    const { code, output } = await preview();
    assert.equal(code, 0, output);
    assert.match(output, /Policies:\s+\S* ?private-integrations@v0\.\d+\.\d+/);
  });

  it("stops a stack with a mandatory violation, and names the policy", async () => {
    writeFileSync(join(directory, "index.js"), program("a.b"));
    const { code, output } = await preview();
    assert.notEqual(code, 0);
    assert.match(output, /stage-name-accepted/);
    assert.match(output, /API Gateway rejects the stage name a\.b/);
  });
});
