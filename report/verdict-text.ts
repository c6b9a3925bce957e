import colours from "picocolors";
import { decisive } from "./passes";
import type { PreviewResult, RefusingPolicy } from "./result";
import { wrap } from "./wrap";

/** What to do after a preview: a sentence, and the command to type. */
interface NextStep {
  readonly say: string;
  readonly type: string;
}

/** The next step by verdict. */
export type NextSteps = Readonly<Record<"accepted" | "refused", NextStep>>;

/** What of a result the verdict is about. */
type Judged = Pick<
  PreviewResult,
  "applyPass" | "findings" | "pass" | "policies" | "proofs" | "refusedBy" | "resources" | "stack"
>;

const named = (policies: readonly RefusingPolicy[]) =>
  policies.map(({ policy, violations }) => `${policy} (${violations})`).join(", ");

const passNames = { preview: "a first preview", apply: "a preview with known ids" } as const;

/** What refuses a stack, and when `pulumi up` says so. */
function refusedText({ stack, pass, applyPass }: Judged, refusedBy: readonly RefusingPolicy[]): string {
  if (applyPass === undefined) return `Policies refuse ${passNames[pass]} of stack ${stack}: ${named(refusedBy)}.`;
  const atFirst = refusedBy.filter(({ passes }) => passes.includes("preview"));
  if (atFirst.length === 0)
    return `A first preview accepts stack ${stack}, because it knows no ids. Policies refuse it when pulumi up has created the resources: ${named(refusedBy)}.`;
  const later = refusedBy.filter(({ passes }) => !passes.includes("preview"));
  const more = later.length === 0 ? "" : ` With known ids, also: ${named(later)}.`;
  return `Policies refuse pulumi up of stack ${stack}: ${named(atFirst)}.${more}`;
}

/** Routes that are not proved; empty if all are. A broken one of an accepted stack is acknowledged. */
function unprovedText(result: Judged): string {
  const { proofs } = decisive(result);
  return (
    [
      ["refuted", "broken, which the stack file acknowledges"],
      ["undetermined", "undetermined"],
    ] as const
  )
    .map(([wanted, words]) => [proofs.filter(({ verdict }) => verdict === wanted).length, words] as const)
    .map(([count, words]) =>
      count === 0 ? "" : ` ${count} of ${proofs.length} routes ${count === 1 ? "is" : "are"} ${words}.`,
    )
    .join("");
}

function acceptedText({ stack, pass, applyPass, resources }: Judged): string {
  if (applyPass === undefined)
    return `No policy refuses ${passNames[pass]} of stack ${stack} (${resources.length} resources).`;
  return `No policy refuses pulumi up of stack ${stack} (${resources.length} resources).`;
}

/** Whether `pulumi up` with the policy pack would be accepted, and else what refuses it, in one sentence. */
export function verdictText(result: Judged, width: number): string {
  const { refusedBy = [] } = result;
  return refusedBy.length === 0
    ? wrap(`${colours.green("Accepted.")} ${acceptedText(result)}${unprovedText(result)}`, width)
    : wrap(`${colours.red("Refused.")} ${refusedText(result, refusedBy)}`, width);
}

/** The verdict again, and what to do next. The command has a line of its own, so that it can be copied. */
export function closingText(verdict: keyof NextSteps, next: NextSteps): string {
  const { say, type } = next[verdict];
  const word = verdict === "accepted" ? colours.green("Accepted.") : colours.red("Refused.");
  return `${word} ${say}\n  ${type}`;
}
