import { readConfiguration } from "../components/configuration";
import { fixedCost } from "../core/cost";
import type { Decision } from "../core/decide";
import { decide } from "../core/decide";
import { moreServices } from "../core/growth";
import { headroom } from "../core/quotas/headroom";
import type { Plan } from "../core/plan";
import { routeLines } from "../core/route-lines";
import type { Settings } from "../core/settings/settings";
import { topologyTraits } from "../core/topology-traits";
import type { PreviewResult } from "../report/result";
import { runProgram } from "../simulator/run";
import type { RunResult } from "../simulator/run";
import { projectDirectory } from "./command";
import type { Io } from "./command";
import { judgeResources } from "./policies";

/** What to run. */
export interface OfflineRun {
  readonly stack: string;
  readonly option?: number;
  readonly pass: "preview" | "apply";
}

/** What the program would make of a stack, and what it was decided from. */
export interface Offline {
  readonly preview: PreviewResult;
  readonly plan: Plan;
  readonly settings: Settings;
  readonly values: Readonly<Record<string, unknown>>;
}

async function decideAndRun({ stack, option, pass }: OfflineRun) {
  let decided: { readonly decision: Decision; readonly values: Offline["values"] } | undefined;
  const result: RunResult = await runProgram({
    directory: projectDirectory,
    stack,
    pass,
    overrides: option === undefined ? {} : { option },
    program: async () => {
      const { values, region } = readConfiguration();
      decided = { decision: decide(values, region), values };
      const program = (await import("../index")) as unknown as { default: () => Promise<unknown> };
      return program.default();
    },
  });
  return { decided, result };
}

/** Runs the program offline; undefined where it refuses its configuration, which is then printed. */
export async function runOffline(run: OfflineRun, io: Io): Promise<Offline | undefined> {
  const { decided, result } = await decideAndRun(run);
  for (const path of result.unreadableSecrets) io.error(`note: ${path} is encrypted and cannot be read offline`);
  if (decided === undefined || "problems" in decided.decision || result.errors.length > 0) {
    io.error(result.errors.join("\n"));
    return undefined;
  }
  const { decision, values } = decided;
  const { plan, settings, notes } = decision;
  const preview: PreviewResult = {
    stack: run.stack,
    option: settings.option,
    title: topologyTraits[settings.option].title,
    pass: run.pass,
    notes,
    resources: result.resources,
    routes: routeLines(plan),
    quotas: headroom(plan, settings),
    growth: moreServices(settings),
    cost: fixedCost(plan),
    ...judgeResources(result.resources, decision),
  };
  return { preview, plan, settings, values };
}
