import { trafficCost } from "../core/compare/traffic";
import { fixedCost } from "../core/cost";
import { costsAlone } from "../core/costs-alone";
import type { Accepted, Decision } from "../core/decide";
import { moreServices } from "../core/growth";
import { headroom } from "../core/quotas/headroom";
import type { Plan } from "../core/plan";
import type { Problem } from "../core/problem";
import { formatProblems } from "../core/problem";
import { routeLines } from "../core/route-lines";
import type { Settings } from "../core/settings/settings";
import { waitsOf } from "../core/waits";
import { topologyTraits } from "../core/topology-traits";
import { resultVersion } from "../report/preview-schema";
import { refusals } from "../report/refusals";
import type { PreviewResult, Verdict } from "../report/result";
import type { Pass } from "../simulator/registration";
import { projectDirectory } from "./command";
import type { Io } from "./command";
import { judgeResources } from "./policies";
import type { StackFile } from "./positions";
import { overridesFor, runStack } from "./program";
import { programProblems, programProblemsText } from "./program-problems";
import type { StackDecision } from "./stack";
import { withPlaces } from "./stack";
import { defaultTraffic } from "./traffic";
import { unknownZones } from "./unknown-zones";

/** The run to preview. */
export interface OfflineRun {
  readonly stack: string;
  readonly option?: number;
  /** Values that replace those of the stack, by key of the settings; undefined removes one. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Both passes if absent: `preview` is the result, and `apply` its `applyPass`. */
  readonly pass?: Pass;
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

/** One pass of the program, judged. */
interface Judged {
  readonly decision: Accepted;
  readonly values: Readonly<Record<string, unknown>>;
  readonly resources: PreviewResult["resources"];
  readonly verdict: Verdict;
  /** Acknowledgements that match nothing. */
  readonly unused: readonly string[];
}

async function runPass({ stack, option, values, directory = projectDirectory }: OfflineRun, pass: Pass, io: Io) {
  const { result, ...decided } = await runStack({ directory, stack, option, values }, pass, io);
  const overridden = Object.keys(overridesFor({ directory, stack, option }));
  const decision = withZones(decided, { directory, stack, overridden });
  if ("problems" in decision) return refused(decision.problems);
  if (result.errors.length > 0) return refused(programProblems(result.errors, directory));
  io.progress?.(`checking ${result.resources.length} resources against the policies`);
  const { verdict, unused } = judgeResources(result.resources, decision);
  const judged: Judged = {
    decision,
    values: decided.configuration.values,
    resources: result.resources,
    verdict,
    unused,
  };
  return judged;
}

/** The second pass reads the same files, so what is said about them is not repeated. */
const withoutNotes = (io: Io): Io => ({ ...io, error: () => undefined });

const standbyOf = ({ standby }: Settings): Pick<PreviewResult, "standby"> =>
  standby === undefined ? {} : { standby: { option: standby, title: topologyTraits[standby].title } };

function costOf(plan: Plan, settings: Settings): PreviewResult["cost"] {
  const { region } = settings;
  const alone = costsAlone(settings);
  return {
    ...fixedCost(plan, region),
    ...(alone.length === 0 ? {} : { alone }),
    traffic: trafficCost(plan, defaultTraffic, region),
  };
}

/** Runs the program offline. Returns problems if the program refuses its configuration or fails. */
export async function runOffline(run: OfflineRun, io: Io): Promise<Offline | Refused> {
  const pass = run.pass ?? "preview";
  const first = await runPass(run, pass, io);
  if ("problems" in first) return first;
  const second = run.pass === undefined ? await runPass(run, "apply", withoutNotes(io)) : undefined;
  if (second !== undefined && "problems" in second) return second;
  io.progress?.("counting how many more services fit");
  const { plan, settings, notes } = first.decision;
  const unused = first.unused.filter((note) => second?.unused.includes(note) ?? true);
  const verdicts = second === undefined ? first.verdict : { ...first.verdict, applyPass: second.verdict };
  const refusedBy = refusals(pass, verdicts);
  const preview: PreviewResult = {
    version: resultVersion,
    stack: run.stack,
    option: settings.option,
    title: topologyTraits[settings.option].title,
    ...standbyOf(settings),
    pass,
    accepted: refusedBy.length === 0,
    refusedBy,
    notes: [...notes, ...unused],
    plan,
    resources: first.resources,
    routes: routeLines(plan),
    quotas: headroom(plan, settings),
    growth: moreServices(settings),
    cost: costOf(plan, settings),
    waits: waitsOf(plan),
    ...verdicts,
  };
  return { preview, plan, settings, values: first.values };
}
