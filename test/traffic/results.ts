import type { Option } from "../../core/settings/settings";
import { interruptionOf } from "../../report/interruptions";
import type { EditResult, UpdateResults } from "../../report/update-results";
import type { LostRequests } from "../../simulator/schedules/probe";
import type { Replay } from "../../simulator/schedules/replay";
import { editOf, editsUnder } from "./edits/stacks";
import { lostIn, inLines } from "./problems";
import type { Update } from "./updates";

/** Services that no edit changes, as a row of the results. */
const others = { kind: "bystander", title: "a service that the update does not change" };

const total = (lost: readonly LostRequests[]) => lost.reduce((sum, { count }) => sum + count, 0);

/** Collects what the updates of all stacks did to requests. */
export class Results {
  private readonly edits = new Map<string, EditResult>();

  /**
   * @param replays - of the update, one for each schedule
   * @returns what is wrong: failures, updates without a request, and lost requests that report/interruptions.ts does not list
   */
  add(update: Update, replays: readonly Replay[]): readonly string[] {
    const { option, stack, step, failure } = update;
    const edits = editsUnder(stack, option);
    const kindOf = (service: string) => editOf(edits, service)?.kind ?? others.kind;
    for (const { asked, lost, assumed } of replays) {
      for (const { kind, title } of [...edits, others]) {
        const own = (all: readonly LostRequests[]) => total(all.filter(({ service }) => kindOf(service) === kind));
        // Also requests to other services: an edit of a service that is new has no route that it could lose.
        this.count({ kind, title, option, asked, lost: own(lost), assumed: own(assumed) });
      }
    }
    const found = replays.flatMap(({ schedule, failures, lost }) => [
      ...failures.map((text) => ({ schedule, text })),
      ...lostIn(
        schedule,
        lost.filter(({ service }) => interruptionOf(kindOf(service), option) === undefined),
      ),
    ]);
    const failed = failure === undefined ? [] : [`pulumi up failed: ${failure}`];
    const idle = replays.every(({ asked }) => asked === 0) ? ["it makes no call, so that no request is sent"] : [];
    return [...failed, ...idle, ...inLines(found, replays.length)].map((line) => `update ${String(step)}: ${line}`);
  }

  /** Documented interruptions that no schedule showed. Only after a run of all schedules. */
  unseen(): readonly string[] {
    return [...this.edits.values()]
      .filter(({ kind, option, lost }) => interruptionOf(kind, option) !== undefined && lost === 0)
      .map(
        ({ kind, option }) =>
          `option ${String(option)}, ${kind}: no order loses a request, but report/interruptions.ts lists the edit`,
      );
  }

  /** @param schedules - names of the schedules under which each update ran */
  all(schedules: readonly string[]): UpdateResults {
    return { schedules: [...schedules], edits: [...this.edits.values()].sort(inOrder) };
  }

  private count(result: EditResult): void {
    const key = keyOf(result.kind, result.option);
    const known = this.edits.get(key);
    const sum = (name: "asked" | "lost" | "assumed") => (known?.[name] ?? 0) + result[name];
    this.edits.set(key, { ...result, asked: sum("asked"), lost: sum("lost"), assumed: sum("assumed") });
  }
}

const inOrder = (left: EditResult, right: EditResult) =>
  left.kind.localeCompare(right.kind, "en") || left.option - right.option;

/**
 * Results with other rows in place of those of the same edits and options.
 *
 * @throws Error if the rows come from other orders
 */
export function withRows(known: UpdateResults, { schedules, edits }: UpdateResults): UpdateResults {
  if (known.schedules.join() !== schedules.join())
    throw new Error("the results are of other orders than before; run --all");
  const others = known.edits.filter(
    (row) => !edits.some(({ kind, option }) => kind === row.kind && option === row.option),
  );
  return { schedules: known.schedules, edits: [...others, ...edits].sort(inOrder) };
}

const keyOf = (kind: string, option: Option) => `${kind} ${String(option)}`;
