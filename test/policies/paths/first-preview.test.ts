import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prove } from "../../../policies/paths/prove";
import { rules } from "../../../policies/rules";
import { zoneMap } from "../../../simulator/aws/zones";
import { snapshotGraph } from "../../support/graphs";
import { projectDirectory, runStack } from "../../support/run";

const config = { zoneIds: { ...zoneMap("us-east-1"), ...zoneMap("eu-west-1") } };
const front = {
  tls: { serverName: "internal.example.com" },
  domain: { name: "api.example.com" },
  hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" },
};

async function pointsOf(stack: string, overrides: Record<string, unknown>): Promise<number> {
  const { resources } = await runStack(stack, "preview", overrides);
  return prove({ graph: snapshotGraph(resources), config, rules }).reduce((sum, { open }) => sum + open.length, 0);
}

/** Cells of the table in docs/tls.md: `24 → 8`. */
function documented(stack: string): readonly string[] {
  const text = readFileSync(join(projectDirectory, "docs", "tls.md"), "utf8");
  const row = text.split("\n").find((line) => line.startsWith(`| \`${stack}\` | `) && line.includes("→"));
  return (row ?? "")
    .split("|")
    .slice(2, -1)
    .map((cell) => cell.trim());
}

describe("undetermined points at a first preview, as documented", () => {
  for (const stack of ["dev", "company", "shared"]) {
    it(`stack ${stack}, without and with TLS`, async () => {
      const cells: string[] = [];
      for (const option of [1, 2, 3, 4, 5]) {
        const plain = await pointsOf(stack, { option });
        cells.push(`${plain} → ${await pointsOf(stack, { option, ...front })}`);
      }
      assert.deepEqual(documented(stack), cells);
    });
  }
});
