import type { Unmet } from "./compare/requirements";
import { unmetRequirements } from "./compare/requirements";
import type { Plan } from "./plan";
import type { Problem } from "./problem";
import type { Settings } from "./settings/settings";

function problemOf(unmet: Unmet, { option, requirements }: Settings): readonly Problem[] {
  // Nothing in the stack file would settle it.
  if (unmet.kind === "doubt") return [];
  const where = `requirements.${unmet.requirement}`;
  const got = `got ${String(requirements[unmet.requirement])}`;
  return unmet.kind === "no"
    ? [
        {
          where,
          message: `${got}; option ${option} does not meet it: ${unmet.why}`,
          fix: "choose an option that does (the command compare shows which), or remove the requirement",
        },
      ]
    : [{ where, message: `${got}; the stack does not meet it`, fix: `${unmet.what}; or remove the requirement` }];
}

/** Requirements that a stack does not meet, by the same answers as the command `compare` has. */
export const requirementProblems = (settings: Settings, plan: Plan): readonly Problem[] =>
  unmetRequirements(settings, plan).flatMap((unmet) => problemOf(unmet, settings));
