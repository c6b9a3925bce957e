import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PackConfig } from "../../policies/config";
import { configFile } from "../../policies/config";
import { reports } from "../../policies/reports";
import { rules } from "../../policies/rules";
import { openWorkspace } from "../support/workspace";
import { median, previewSeconds, say, writeBenchStack } from "./measure";
import { benchStack } from "./stack";

const services = 300;
const rounds = 3;

/** Time that the policy pack adds to a preview of the real engine, compared with the same number of empty policies. */
async function main(): Promise<void> {
  const workspace = await openWorkspace();
  try {
    writeBenchStack(workspace, "bench", services);
    await workspace.pulumi("stack", "init", "bench");
    // The pack reads the quotas of the stack from a separate file.
    const quotas = benchStack(services).quotas as PackConfig["quotas"] & object;
    const packConfig = join(workspace.directory, "policy-config.json");
    const ids = [...rules, ...reports].map(({ id }) => id);
    writeFileSync(packConfig, JSON.stringify(configFile(ids, { quotas }, [])));
    const pack = ["--policy-pack", "policies", "--policy-pack-config", packConfig];
    const emptyPack = join(workspace.directory, "empty-pack");
    cpSync(join(__dirname, "empty-pack"), emptyPack, { recursive: true });
    writeFileSync(join(emptyPack, "names.json"), JSON.stringify(ids));
    const empty = ["--policy-pack", emptyPack];
    const measured: { readonly plain: number; readonly pack: number; readonly empty: number }[] = [];
    say(`pulumi preview of ${services} services in the real engine, median of ${rounds} interleaved runs`);
    for (let round = 0; round < rounds; round++) {
      measured.push({
        plain: await previewSeconds(workspace, "bench"),
        pack: await previewSeconds(workspace, "bench", ...pack),
        empty: await previewSeconds(workspace, "bench", ...empty),
      });
    }
    const share = (key: "pack" | "empty") => median(measured.map((one) => (one[key] / one.plain - 1) * 100)).toFixed(0);
    say(`  without policies ${median(measured.map(({ plain }) => plain)).toFixed(1)} s`);
    say(`  with the pack ${share("pack")} % more; with as many empty policies ${share("empty")} % more`);
  } finally {
    workspace.close();
  }
}

void main();
