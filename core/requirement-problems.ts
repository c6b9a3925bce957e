import type { Unmet } from "./compare/requirements";
import { unmetRequirements } from "./compare/requirements";
import type { Plan } from "./plan";
import type { Problem } from "./problem";
import type { Settings } from "./settings/settings";
import { topologySettings } from "./standby";

/** Key of a topology in the stack file. */
type TopologyKey = "option" | "standby";

const otherTopology: Readonly<Record<TopologyKey, string>> = {
  option: "choose an option that does (the command compare shows which), or remove the requirement",
  standby: "set standby to an option that does (the command compare shows which), or remove standby or the requirement",
};

function problemOf(unmet: Unmet, { option, requirements }: Settings, key: TopologyKey): readonly Problem[] {
  // Nothing in the stack file would settle it.
  if (unmet.kind === "doubt") return [];
  const where = `requirements.${unmet.requirement}`;
  const got = `got ${String(requirements[unmet.requirement])}`;
  const topology = key === "option" ? `option ${option}` : `standby: ${option}`;
  return unmet.kind === "no"
    ? [{ where, message: `${got}; ${topology} does not meet it: ${unmet.why}`, fix: otherTopology[key] }]
    : [{ where, message: `${got}; the stack does not meet it`, fix: `${unmet.what}; or remove the requirement` }];
}

/**
 * Requirements that a topology of a stack does not meet, by the same answers as the command `compare` has. One that the
 * topology which serves does not meet either has one problem.
 */
export function requirementProblems(settings: Settings, plan: Plan): readonly Problem[] {
  const [serving = [], standby = []] = topologySettings(settings).map((each, index) => {
    // What the services of one API share does not depend on the other API.
    const ofApi = { ...plan, apis: plan.apis.slice(index, index + 1) };
    return unmetRequirements(each, ofApi).flatMap((unmet) =>
      problemOf(unmet, each, index === 0 ? "option" : "standby"),
    );
  });
  const known = new Set(serving.map(({ where }) => where));
  return [...serving, ...standby.filter(({ where }) => !known.has(where))];
}
