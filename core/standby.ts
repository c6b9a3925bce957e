import { duplicateNames } from "./duplicate-names";
import { triesAtDomain } from "./front";
import { mergePlans } from "./merge";
import type { Plan } from "./plan";
import type { ApiNode } from "./plan-api";
import type { PlannedTopology } from "./plan-topology";
import type { Problem } from "./problem";
import type { Settings } from "./settings/settings";
import { standbySettings } from "./settings/stack-standby";
import type { RequestPlan } from "./watched";

/** The settings of each topology of a stack: that of the option, and after it that of `standby`. */
export const topologySettings = (settings: Settings): readonly Settings[] =>
  settings.standby === undefined ? [settings] : [settings, standbySettings(settings, settings.standby)];

const optionOf = ({ requests }: PlannedTopology) => requests.apis[0]?.option ?? 0;

/**
 * The topologies of a stack in one plan. Its lists do not depend on which of two serves, so that an exchange of `option`
 * and `standby` changes no resource but the mapping of the domain. Only the APIs are in the order of the topologies.
 *
 * @param planned - the topology that serves, and after it the one that stands by
 */
export function unitedTopologies(planned: readonly PlannedTopology[]): RequestPlan {
  const inOrder = [...planned].sort((one, other) => optionOf(one) - optionOf(other));
  const apis: readonly ApiNode[] = planned.flatMap(({ requests }) => requests.apis);
  const domain = planned[0]?.requests.domain;
  return {
    ...inOrder.map(({ requests }) => requests).reduce(mergePlans),
    ...(domain === undefined ? {} : { domain }),
    apis,
  };
}

/**
 * Names that two different resources of a stack would have. What the topology that serves does not have alone is a problem
 * of the standby.
 *
 * @param serving - the topology that serves
 */
export function nameProblems(plan: Plan, settings: Settings, serving: RequestPlan): readonly Problem[] {
  const { option, standby } = settings;
  const all = duplicateNames(plan);
  if (standby === undefined || all.length === 0) return all;
  const alone = new Set(duplicateNames({ ...serving, alarms: [] }).map(({ message }) => message));
  return all.map((problem) =>
    alone.has(problem.message)
      ? problem
      : {
          where: "standby",
          message: `got ${standby}; with option ${standby} beside option ${option}, ${problem.message}`,
          fix: `set another standby, or remove it; or ${problem.fix}`,
        },
  );
}

/**
 * Notes of each topology. One that only one of two topologies has says which, unless it names the option itself.
 *
 * @param all - settings of each topology
 */
export function notesOfEach(
  all: readonly Settings[],
  notesOf: (settings: Settings) => readonly string[],
): readonly string[] {
  const notes = all.map(notesOf);
  const isOfAll = (note: string) => notes.every((own) => own.includes(note));
  return notes.flatMap((own, index) => {
    const option = all[index]?.option ?? 0;
    const place = `under ${index === 0 ? "option" : "standby"}: ${option}`;
    return own.map((note) =>
      isOfAll(note) || new RegExp(`\\boption ${option}\\b`).test(note) ? note : `${note} (${place})`,
    );
  });
}

/** Where the API that stands by can be tried. */
function trialText({ domain }: Plan, settings: Settings): string {
  if (!triesAtDomain(settings)) return "and the execute-api URLs of both APIs are open";
  const path = domain?.standby?.basePath ?? "";
  const root = settings.services.find((service) => service.path === "/" && !service.retired);
  const taken = root === undefined ? "" : ` (${root.name} receives no requests to this path meanwhile)`;
  return `at ${domain?.domainName ?? ""}/${path}${taken}`;
}

/** What stands by, and how to go on. */
export function topologyNotes(plan: Plan, settings: Settings): readonly string[] {
  const { standby } = settings;
  if (standby === undefined) return [];
  return [`standby: option ${standby} stands by, ${trialText(plan, settings)}; the command switch shows the next step`];
}
