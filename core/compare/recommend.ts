import type { Requirements } from "../settings/settings";
import type { Assessment } from "./assessment";

/** What is recommended, and each rule that decided, in order. */
export interface Recommendation {
  /** Undefined where nothing meets what is required. */
  readonly choice: string | undefined;
  readonly reasons: readonly string[];
}

interface Rule {
  /** What the rule prefers, for people. */
  readonly prefers: string;
  /** Lower is better. */
  readonly rank: (assessed: Assessment) => number;
}

const cost = ({ measures }: Assessment) =>
  (measures?.fixedUsdPerMonth ?? Infinity) + (measures?.traffic.usdPerMonth ?? 0);
const topologyBroken = ({ broken }: Assessment) => broken.filter(({ kind }) => kind === "topology");

const asIs: Rule = {
  prefers: "within the quotas of the topology as they are",
  rank: (one) => (topologyBroken(one).length === 0 ? 0 : 1),
};
const unconditional: Rule = {
  prefers: "what is required without an increase by AWS",
  rank: ({ answers }) => answers.filter(({ kind }) => kind === "condition").length,
};
const current: Rule = { prefers: "no legacy VPC link", rank: ({ legacy }) => Number(legacy) };
const listed: Rule = {
  prefers: "the balancers that the stack lists",
  rank: ({ front }) => Number(front !== "as listed"),
};
const cheapest: Rule = { prefers: "least cost a month, fixed and by traffic", rank: cost };

/** The rules in order; each decides among what the ones before left. docs/choosing.md explains them. */
const rulesFor = ({ lowestCost }: Requirements): readonly Rule[] =>
  lowestCost ? [asIs, unconditional, cheapest, current, listed] : [asIs, unconditional, current, listed, cheapest];

const names = (all: readonly Assessment[]) => all.map(({ id }) => id).join(", ");

const possible = ({ problems, answers, broken }: Assessment) =>
  problems.length === 0 &&
  answers.every(({ kind }) => kind !== "no") &&
  broken.every(({ kind, adjustable }) => kind === "account" || adjustable);

function excluded({ id, problems, answers, broken }: Assessment): string {
  const refused = answers.flatMap((answer) => (answer.kind === "no" ? [answer.why] : []));
  const fixed = broken.filter(({ kind, adjustable }) => kind === "topology" && !adjustable).map(({ text }) => text);
  return `${id} is out: ${[...problems.map(({ message }) => message), ...refused, ...fixed][0] ?? ""}`;
}

/** All choices in, the one to take out, with the reasons a reader can check. */
export function recommend(all: readonly Assessment[], requirements: Requirements): Recommendation {
  const out = all.filter((one) => one.front === "as listed" && !possible(one)).map(excluded);
  let left = all.filter(possible);
  if (left.length === 0)
    return { choice: undefined, reasons: [...out, "nothing is left: relax a requirement, or spread the services"] };
  const reasons: string[] = [];
  for (const { prefers, rank } of rulesFor(requirements)) {
    const best = Math.min(...left.map(rank));
    const kept = left.filter((one) => rank(one) === best);
    const lost = left.filter((one) => !kept.includes(one));
    if (lost.length > 0) reasons.push(`${prefers}: ${names(kept)}; not ${names(lost)}`);
    left = kept;
  }
  const [first] = left;
  if (left.length > 1) reasons.push(`${names(left)} are equal in all of this; the first is taken`);
  return { choice: first?.id, reasons: [...out, ...reasons] };
}
