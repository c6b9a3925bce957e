import { setImmediate as pause } from "node:timers/promises";
import type { AccountSnapshot } from "../../simulator/aws/account";
import { AwsAccount } from "../../simulator/aws/account";
import type { Replay } from "../../simulator/schedules/replay";
import { replay } from "../../simulator/schedules/replay";
import type { Schedule } from "../../simulator/schedules/schedule";
import { problemsAfterwards } from "./afterwards";
import { probesOf } from "./probes";
import type { MadeUpdate } from "./updates";

/** The account of an update, with the content of a snapshot. */
function accountOf({ surroundings }: MadeUpdate, snapshot: AccountSnapshot): AwsAccount {
  const account = Object.assign(new AwsAccount(), surroundings);
  account.restore(snapshot);
  return account;
}

/** Resources of an account and the health of its services as text. The order of creation does not matter. */
function contentOf(account: AwsAccount): readonly string[] {
  const live = account.ecs.snapshot().map(([arn, { desiredCount, deployment, tasks }]) => {
    const health = tasks.map(({ status, targets }) => `${status} ${JSON.stringify(Object.entries(targets).sort())}`);
    return `${arn}: ${deployment.status}, ${String(desiredCount)} desired, ${health.sort().join(", ")}`;
  });
  return [...account.all.map((resource) => JSON.stringify(resource)), ...live].sort();
}

/** What is wrong with the API after an update that succeeded. */
export const problemsAfter = (update: MadeUpdate): readonly string[] =>
  update.failure === undefined ? problemsAfterwards(update.after, accountOf(update, update.end)) : [];

/** Whether a replay ended with the account that the real engine left behind; otherwise the first difference. */
function differenceOf(account: AwsAccount, update: MadeUpdate): string | undefined {
  const [found, wanted] = [contentOf(account), contentOf(accountOf(update, update.end))];
  const difference = found.find((line) => !wanted.includes(line)) ?? wanted.find((line) => !found.includes(line));
  return difference?.slice(0, 300);
}

/**
 * Replays an update in the order of each schedule, with a pause after each: the engine of another worker ends if its
 * provider, which is in this process, does not answer for some seconds.
 */
export async function judgeAll(update: MadeUpdate, schedules: readonly Schedule[]): Promise<readonly Replay[]> {
  const replays: Replay[] = [];
  for (const schedule of schedules) {
    replays.push(judge(update, schedule));
    await pause();
  }
  return replays;
}

/** Replays an update in the order of a schedule. It is a failure if the account is then not as the real engine left it. */
export function judge(update: MadeUpdate, schedule: Schedule): Replay {
  const account = accountOf(update, update.from);
  const result = replay(account, update.log, schedule, probesOf(update.before, update.after, update.clients));
  if (result.failures.length > 0) return result;
  const difference = differenceOf(account, update);
  return difference === undefined
    ? result
    : { ...result, failures: [`the replay ends with another account than the real engine: ${difference}`] };
}
