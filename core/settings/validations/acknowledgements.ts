import { ruleIds } from "../../../policies/rule-ids";
import { suggestion } from "../../did-you-mean";
import type { Problem } from "../../problem";
import type { Settings } from "../settings";

/** Accepted findings of policies that do not exist: nothing would be accepted. */
export function acknowledgementProblems(settings: Settings): Problem[] {
  return settings.acknowledge.flatMap(({ rule }, index) =>
    ruleIds.includes(rule)
      ? []
      : [
          {
            where: `acknowledge[${index}].rule`,
            message: `got ${JSON.stringify(rule)}; allowed: the id of a policy`,
            fix: `${suggestion(rule, ruleIds)}README.md of private-integrations-policies lists the ids`,
          },
        ],
  );
}
