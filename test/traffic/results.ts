import type { Option } from "../../core/settings/settings";
import { interruptionOf } from "../../report/interruptions";
import type { EditResult, UpdateResults } from "../../report/update-results";
import type { LostRequests } from "../../simulator/schedules/probe";
import type { Replay } from "../../simulator/schedules/replay";
import { editOf, editsUnder } from "./edits/stacks";
import type { Update } from "./updates";

/** Services that no edit changes, as a row of the results. */
const others = { kind: "bystander", title: "a service that the update does not change" };

const total = (lost: readonly LostRequests[]) => lost.reduce((sum, { count }) => sum + count, 0);

/** Collects what the updates of all stacks did to requests. */
export class Results {
  /** What must not be, each with the update and the schedule. */
  readonly problems: string[] = [];
  private readonly edits = new Map<string, EditResult>();

  /** @param replays - of the update, one for each schedule */
  add(update: Update, replays: readonly Replay[]): void {
    const { option, stack, step, failure } = update;
    const where = `option ${String(option)}, ${stack.name}, update ${String(step)}`;
    if (failure !== undefined) this.problems.push(`${where}: pulumi up failed: ${failure}`);
    const edits = editsUnder(stack, option);
    const kindOf = (service: string) => editOf(edits, service)?.kind ?? others.kind;
    for (const { schedule, asked, lost, assumed, failures } of replays) {
      for (const failed of failures) this.problems.push(`${where}, ${schedule}: ${failed}`);
      for (const { kind, title } of [...edits, others]) {
        const own = (all: readonly LostRequests[]) => all.filter(({ service }) => kindOf(service) === kind);
        // Also requests to other services: an edit of a service that is new has no route that it could lose.
        this.count({ kind, title, option, asked, lost: total(own(lost)), assumed: total(own(assumed)) });
        if (interruptionOf(kind, option) === undefined)
          this.problems.push(...own(lost).map((one) => `${where}, ${schedule}: ${describe(one)}`));
      }
    }
  }

  /** Documented interruptions under options that no schedule showed. */
  unseen(options: readonly Option[]): readonly string[] {
    return [...this.edits.values()]
      .filter(({ kind, option, lost }) => options.includes(option) && interruptionOf(kind, option) && lost === 0)
      .map(
        ({ kind, option }) =>
          `option ${String(option)}, ${kind}: no schedule loses a request, but report/interruptions.ts lists the edit`,
      );
  }

  /** @param schedules - names of the schedules under which each update ran */
  all(schedules: readonly string[]): UpdateResults {
    const inOrder = (left: EditResult, right: EditResult) =>
      left.kind.localeCompare(right.kind, "en") || left.option - right.option;
    return { schedules: [...schedules], edits: [...this.edits.values()].sort(inOrder) };
  }

  private count(result: EditResult): void {
    const key = `${result.kind} ${String(result.option)}`;
    const known = this.edits.get(key);
    const sum = (name: "asked" | "lost" | "assumed") => (known?.[name] ?? 0) + result[name];
    this.edits.set(key, { ...result, asked: sum("asked"), lost: sum("lost"), assumed: sum("assumed") });
  }
}

/** `/orders lost 2 requests after update of Service orders: 503 at target group: ...` */
export const describe = ({ route, count, after, status, hop, reason }: LostRequests): string =>
  `${route} lost ${String(count)} ${count === 1 ? "request" : "requests"}, first after ${after}: ${String(status)} at ${hop}: ${reason}`;
