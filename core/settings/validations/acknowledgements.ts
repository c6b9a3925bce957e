import { acknowledgeableIds, isPolicy } from "../../acknowledgeable";
import { suggestion } from "../../did-you-mean";
import type { Problem } from "../../problem";
import type { Settings } from "../settings";

type Acknowledgement = Settings["acknowledge"][number];

function problemsOf({ rule, resource }: Acknowledgement, index: number): readonly Problem[] {
  if (!acknowledgeableIds.includes(rule))
    return [
      {
        where: `acknowledge[${index}].rule`,
        message: `got ${JSON.stringify(rule)}; allowed: the id of a policy`,
        fix: `${suggestion(rule, acknowledgeableIds)}policies/README.md of private-integrations lists the ids`,
      },
    ];
  if (isPolicy(rule) || resource === undefined) return [];
  return [
    {
      where: `acknowledge[${index}].resource`,
      message: `got ${JSON.stringify(resource)}; ${rule} is about the stack, not about a resource`,
      fix: "remove resource",
    },
  ];
}

/** Accepted findings of policies that do not exist, or of resources that a finding does not have: nothing would be accepted. */
export const acknowledgementProblems = ({ acknowledge }: Settings): readonly Problem[] =>
  acknowledge.flatMap(problemsOf);
