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
import { projectDirectory } from "./command";
import type { Io } from "./command";
import { judgeResources } from "./policies";
import type { StackFile } from "./positions";
import { runStack } from "./program";
import { programProblems, programProblemsText } from "./program-problems";
import type { StackDecision } from "./stack";
import { withPlaces } from "./stack";
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

/** Zones that the simulated account lacks, where the configuration is valid otherwise. */
function withZones({ configuration, decision }: StackDecision, file: StackFile): Decision {
  if ("problems" in decision) return decision;
  const unknown = withPlaces(unknownZones(decision.settings), configuration, file);
  return unknown.length === 0 ? decision : { problems: unknown };
}

const refused = (problems: readonly Problem[]): Refused => ({
  problems,
  text: problems.every(({ where }) => where === "program") ? programProblemsText(problems) : formatProblems(problems),
});

/** Runs the program offline. Returns problems if the program refuses its configuration or fails. */
export async function runOffline(run: OfflineRun, io: Io): Promise<Offline | Refused> {
  const { stack, option, directory = projectDirectory } = run;
  const { result, ...decided } = await runStack({ directory, stack, option }, run.pass, io);
  const overridden = option === undefined ? [] : ["option"];
  const decision = withZones(decided, { directory, stack, overridden });
  if ("problems" in decision) return refused(decision.problems);
  if (result.errors.length > 0) return refused(programProblems(result.errors, directory));
  const { values } = decided.configuration;
  const { plan, settings, notes } = decision;
  const { verdict, unused } = judgeResources(result.resources, decision);
  const preview: PreviewResult = {
    version: resultVersion,
    stack,
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
