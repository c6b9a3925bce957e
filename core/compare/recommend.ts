import type { Requirements } from "../settings/settings";
import type { Assessment } from "./assessment";

/** The recommended choice, and the criteria that decided, in order. */
export interface Recommendation {
  /** Undefined if no choice meets the requirements. */
  readonly choice: string | undefined;
  readonly reasons: readonly string[];
}

interface Criterion {
  /** What the criterion prefers, as text. */
  readonly prefers: string;
  /** Lower is better. */
  readonly rank: (assessed: Assessment) => number;
}

const cost = ({ measures }: Assessment) =>
  (measures?.fixedUsdPerMonth ?? Infinity) + (measures?.traffic.usdPerMonth ?? 0);
const topologyBroken = ({ broken }: Assessment) => broken.filter(({ kind }) => kind === "topology");

const asIs: Criterion = {
  prefers: "fits the topology quotas without an increase",
  rank: (assessed) => (topologyBroken(assessed).length === 0 ? 0 : 1),
};
const unconditional: Criterion = {
  prefers: "requirements met without a condition",
  rank: ({ answers }) => answers.length,
};
const current: Criterion = { prefers: "no legacy VPC link", rank: ({ legacy }) => Number(legacy) };
const listed: Criterion = {
  prefers: "the load balancers of the configuration",
  rank: ({ front }) => Number(front !== "as listed"),
};
const cheapest: Criterion = { prefers: "lowest monthly cost, fixed and traffic", rank: cost };

/** The criteria in order; each selects from the choices that the previous ones kept. docs/choosing.md explains them. */
const criteriaFor = ({ lowestCost }: Requirements): readonly Criterion[] =>
  lowestCost ? [asIs, unconditional, cheapest, current, listed] : [asIs, unconditional, current, listed, cheapest];

const names = (all: readonly Assessment[]) => all.map(({ id }) => id).join(", ");

const possible = ({ problems, answers, broken }: Assessment) =>
  problems.length === 0 &&
  answers.every(({ kind }) => kind !== "no") &&
  broken.every(({ kind, adjustable }) => kind === "account" || adjustable);

function excluded({ id, problems, answers, broken }: Assessment): string {
  const refused = answers.flatMap((answer) => (answer.kind === "no" ? [answer.why] : []));
  const fixed = broken.filter(({ kind, adjustable }) => kind === "topology" && !adjustable).map(({ text }) => text);
  const [first] = [...problems.map(({ where, message }) => `${where}: ${message}`), ...refused, ...fixed];
  const others = [...new Set(problems.slice(1).map(({ where }) => where))];
  return `${id} is excluded: ${first ?? ""}${others.length === 0 ? "" : `; also ${others.join(", ")}`}`;
}

/** Recommends one of the assessed choices, with reasons that a reader can check. */
export function recommend(all: readonly Assessment[], requirements: Requirements): Recommendation {
  const out = all.filter((assessed) => assessed.front === "as listed" && !possible(assessed)).map(excluded);
  let left = all.filter(possible);
  if (left.length === 0)
    return {
      choice: undefined,
      reasons: [...out, "no option remains: relax a requirement, or spread the services over more VPCs or accounts"],
    };
  const reasons: string[] = [];
  for (const { prefers, rank } of criteriaFor(requirements)) {
    const best = Math.min(...left.map(rank));
    const kept = left.filter((assessed) => rank(assessed) === best);
    const dropped = left.filter((assessed) => !kept.includes(assessed));
    if (dropped.length > 0) reasons.push(`${prefers}: ${names(kept)}; not ${names(dropped)}`);
    left = kept;
  }
  const [first] = left;
  if (left.length > 1) reasons.push(`${names(left)} are equal in all criteria; the first is recommended`);
  return { choice: first?.id, reasons: [...out, ...reasons] };
}
