import type { Together } from "../core/compare/together";
import { count, usd } from "./words";

/** Names of services that are written out. */
const shownNames = 6;

function some(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const rest = names.length - shownNames;
  return names.slice(0, shownNames).join(", ") + (rest > 0 ? ` and ${count(rest, "more service")}` : "");
}

/** What the lines are about. */
export const togetherTitle = ({ option, standby }: Together): string =>
  `While option ${option} serves and option ${standby} stands by`;

/** What two topologies cost and need while both exist, a sentence each. */
export function togetherLines({ option, problems, cost, redeployed }: Together): readonly string[] {
  const alone = (cost?.alone ?? []).map((each) => `option ${each.option} alone ${usd(each.usdPerMonth)}`).join(", ");
  return [
    ...(cost === undefined
      ? []
      : [
          `cost: ${usd(cost.fixedUsdPerMonth)} USD per month fixed (${alone}), and ${usd(cost.trafficUsdPerMonth)} for the traffic`,
        ]),
    ...problems.map(({ where, message, fix }) => `refused: ${where}: ${message}; to do: ${fix}`),
    ...(cost !== undefined && problems.length === 0 ? ["quotas: both fit"] : []),
    ...(redeployed === undefined
      ? []
      : [
          `services that are deployed again when the standby comes: ${some(redeployed.whenItComes)}; when option ${option} goes: ${some(redeployed.whenTheOtherGoes)}`,
        ]),
  ];
}
