import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StepTime, SwitchTimes } from "../../report/switch-times";
import { readSwitchTimes } from "../../report/switch-times";
import type { Existing } from "../../simulator/aws/existing";
import { texts } from "../../simulator/aws/existing";
import { nameOf, typeOf } from "../../simulator/aws/account";
import type { OrderedCall } from "../../simulator/schedules/call";
import { secondsOfCall } from "../bench/durations";
import { LongestPath } from "../bench/longest-path";
import { projectDirectory } from "../support/run";
import type { MadeUpdate } from "../traffic/updates";
import type { MadeStep, Switching } from "./run";
import { allPairs } from "./stacks";

/** Calls of the path that take less are not named. */
const namedSeconds = 5;

/** The longest time for which a target group of an ECS service drains, in seconds. */
function drainSeconds({ urn, olds }: OrderedCall, before: readonly Existing[]): number {
  if (typeOf(urn) !== "aws:ecs/service:Service") return 0;
  const arns = texts(olds["loadBalancers"]);
  const groups = before.filter(({ outputs }) => arns.includes(String(outputs["arn"])));
  return Math.max(0, ...groups.map(({ inputs }) => Number(inputs["deregistrationDelay"] ?? 300)));
}

/** How long an update takes, and the calls that decide it: the longest path over the log and its dependencies. */
function timeOf({ log, from }: Pick<MadeUpdate, "log" | "from">): Omit<StepTime, "step"> {
  const before = from.store.map(([, resource]) => resource);
  const seconds = (call: OrderedCall) => secondsOfCall(call, drainSeconds(call, before));
  const awaited = ({ after }: OrderedCall) => after.flatMap((position) => log[position] ?? []);
  const path = new LongestPath(awaited, seconds);
  const last = path.last(log);
  if (last === undefined) return { seconds: 0, path: [] };
  const named = path.to(last).filter((call) => seconds(call) >= namedSeconds);
  return {
    seconds: path.end(last),
    path: named.map((call) => {
      const { operation, urn } = call;
      return { call: operation, type: typeOf(urn), name: nameOf(urn), seconds: seconds(call) };
    }),
  };
}

const file = join(projectDirectory, "test", "switch", "step-seconds.json");

/** The times that `npm run test:switch -- --times` wrote. */
export const recordedTimes = (): SwitchTimes => readSwitchTimes(readFileSync(file, "utf8"));

/** How long the steps of stack dev take, by pairs. */
export class Times {
  private readonly found = new Map<string, StepTime[]>();

  add({ pair }: Switching, { step, made }: MadeStep): void {
    const key = pair.join();
    this.found.set(key, [...(this.found.get(key) ?? []), { step: step.name, ...timeOf(made) }]);
  }

  all(): SwitchTimes {
    return allPairs.flatMap((pair) => {
      const steps = this.found.get(pair.join());
      return steps === undefined ? [] : [{ from: pair[0], to: pair[1], steps }];
    });
  }

  /** Replaces the rows of the file that this has. */
  save(): void {
    const found = this.all();
    const rows = allPairs.flatMap(([from, to]) => {
      const isOf = (row: SwitchTimes[number]) => row.from === from && row.to === to;
      return found.find(isOf) ?? recordedTimes().find(isOf) ?? [];
    });
    writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
  }
}

/** Whether a step of stack dev takes as long as the table of the documents says. */
export function problemsOfTime({ stack, pair }: Switching, { step, made }: MadeStep): readonly string[] {
  const known = recordedTimes().find(({ from, to }) => from === pair[0] && to === pair[1]);
  const recorded = known?.steps.find((one) => one.step === step.name);
  if (stack.name !== "dev" || recorded === undefined) return [];
  const { seconds } = timeOf(made);
  return seconds === recorded.seconds
    ? []
    : [`it takes ${String(seconds)} s instead of ${String(recorded.seconds)} s; run npm run test:switch -- --times`];
}
