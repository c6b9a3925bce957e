import type { Configuration } from "../components/configuration";
import { readConfiguration } from "../components/configuration";
import { fixedCost } from "../core/cost";
import type { Decision } from "../core/decide";
import { decide } from "../core/decide";
import { moreServices } from "../core/growth";
import { headroom } from "../core/quotas/headroom";
import type { Plan } from "../core/plan";
import type { Problem } from "../core/problem";
import { routeLines } from "../core/route-lines";
import type { Settings } from "../core/settings/settings";
import { topologyTraits } from "../core/topology-traits";
import { resultVersion } from "../report/preview-schema";
import type { PreviewResult } from "../report/result";
import { runProgram } from "../simulator/run";
import type { RunResult } from "../simulator/run";
import { projectDirectory } from "./command";
import type { Io } from "./command";
import { judgeResources } from "./policies";

/** The run to preview. */
export interface OfflineRun {
  readonly stack: string;
  readonly option?: number;
  readonly pass: "preview" | "apply";
}

/** A preview with the plan and the configuration that it is based on. */
export interface Offline {
  readonly preview: PreviewResult;
  readonly plan: Plan;
  readonly settings: Settings;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Problems that prevent a preview, and the same as text. */
export interface Refused {
  readonly problems: readonly Problem[];
  readonly text: string;
}

async function decideAndRun({ stack, option, pass }: OfflineRun) {
  let decided: (Configuration & { readonly decision: Decision }) | undefined;
  const result: RunResult = await runProgram({
    directory: projectDirectory,
    stack,
    pass,
    overrides: option === undefined ? {} : { option },
    program: async () => {
      const configuration = readConfiguration();
      decided = { ...configuration, decision: decide(configuration.values, configuration.region) };
      const program = (await import("../index")) as unknown as { default: () => Promise<unknown> };
      return program.default();
    },
  });
  return { decided, result };
}

/** Problems of the configuration; if there are none, the errors of the program itself. */
function problemsOf({ decided, result }: Awaited<ReturnType<typeof decideAndRun>>): readonly Problem[] {
  const decision = decided !== undefined && "problems" in decided.decision ? decided.decision.problems : [];
  const problems = [...(decided?.problems ?? []), ...decision];
  if (problems.length > 0) return problems;
  return result.errors.map((message) => ({ where: "program", message, fix: "This is a bug; please report it." }));
}

/** Runs the program offline. Returns problems if the program refuses its configuration or fails. */
export async function runOffline(run: OfflineRun, io: Io): Promise<Offline | Refused> {
  const { decided, result } = await decideAndRun(run);
  for (const path of result.unreadableSecrets) io.error(`note: ${path} is encrypted and cannot be read offline`);
  if (decided === undefined || "problems" in decided.decision || result.errors.length > 0)
    return { problems: problemsOf({ decided, result }), text: result.errors.join("\n") };
  const { decision, values } = decided;
  const { plan, settings, notes } = decision;
  const preview: PreviewResult = {
    version: resultVersion,
    stack: run.stack,
    option: settings.option,
    title: topologyTraits[settings.option].title,
    pass: run.pass,
    notes,
    plan,
    resources: result.resources,
    routes: routeLines(plan),
    quotas: headroom(plan, settings),
    growth: moreServices(settings),
    cost: fixedCost(plan),
    ...judgeResources(result.resources, decision),
  };
  return { preview, plan, settings, values };
}
