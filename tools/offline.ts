import { readConfiguration } from "../components/configuration";
import { fixedCost } from "../core/cost";
import type { Decision } from "../core/decide";
import { moreServices } from "../core/growth";
import { headroom } from "../core/quotas/headroom";
import type { Plan } from "../core/plan";
import type { Problem } from "../core/problem";
import { formatProblems } from "../core/problem";
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
import { withPositions } from "./positions";
import { decideStack, noteUnread } from "./stack";
import { unknownZones } from "./unknown-zones";

/** The run to preview. */
export interface OfflineRun {
  readonly stack: string;
  readonly option?: number;
  readonly pass: "preview" | "apply";
  /** Directory of `Pulumi.yaml` and the stack file; by default the project's. */
  readonly directory?: string;
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

async function decideAndRun({ stack, option, pass, directory = projectDirectory }: OfflineRun) {
  let decided: { readonly decision: Decision; readonly values: Offline["values"] } | undefined;
  const overrides = option === undefined ? {} : { option };
  const result: RunResult = await runProgram({
    directory,
    stack,
    pass,
    overrides,
    program: async () => {
      const configuration = readConfiguration();
      const file = { directory, stack, overridden: Object.keys(overrides) };
      const decision = decideStack(configuration, file);
      const unknown = "problems" in decision ? [] : withPositions(unknownZones(decision.settings), file);
      decided = { values: configuration.values, decision: unknown.length === 0 ? decision : { problems: unknown } };
      const program = (await import("../index")) as unknown as { default: () => Promise<unknown> };
      return program.default();
    },
  });
  return { decided, result };
}

/** Problems of the configuration; if there are none, the errors of the program itself. */
function refused({ decided, result }: Awaited<ReturnType<typeof decideAndRun>>): Refused {
  if (decided !== undefined && "problems" in decided.decision) {
    const { problems } = decided.decision;
    return { problems, text: formatProblems(problems) };
  }
  const fix = "This is a bug; please report it.";
  const problems = result.errors.map((message) => ({ where: "program", message, fix }));
  return { problems, text: result.errors.join("\n") };
}

/** Runs the program offline. Returns problems if the program refuses its configuration or fails. */
export async function runOffline(run: OfflineRun, io: Io): Promise<Offline | Refused> {
  const { decided, result } = await decideAndRun(run);
  noteUnread(result, io);
  if (decided === undefined || "problems" in decided.decision || result.errors.length > 0)
    return refused({ decided, result });
  const { decision, values } = decided;
  const { plan, settings, notes } = decision;
  const { verdict, unused } = judgeResources(result.resources, decision);
  const preview: PreviewResult = {
    version: resultVersion,
    stack: run.stack,
    option: settings.option,
    title: topologyTraits[settings.option].title,
    pass: run.pass,
    notes: [...notes, ...unused],
    plan,
    resources: result.resources,
    routes: routeLines(plan),
    quotas: headroom(plan, settings),
    growth: moreServices(settings),
    cost: fixedCost(plan),
    ...verdict,
  };
  return { preview, plan, settings, values };
}
