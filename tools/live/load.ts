import type { Received, Sent, World } from "./world";

/** One request under load. */
export interface Sample extends Received {
  /** Name of the target. */
  readonly target: string;
  /** Seconds since the load began, when the answer had arrived. */
  readonly seconds: number;
}

const pauseSeconds = 0.2;

/**
 * Sends a request to every target again and again while work is done and for some time afterwards.
 *
 * @param targets - requests by name
 * @returns all answers in their order, what the work returned, and the second at which it had ended
 */
export async function underLoad<T>(
  world: World,
  targets: Readonly<Record<string, Sent>>,
  work: () => Promise<T>,
  afterSeconds: number,
): Promise<{ readonly samples: readonly Sample[]; readonly value: T; readonly ended: number }> {
  const begin = world.now();
  const elapsed = () => (world.now() - begin) / 1000;
  const samples: Sample[] = [];
  let ended: number | undefined;
  const working = work().finally(() => (ended = elapsed()));
  // Awaited below; without this, a failure before that would end the process.
  working.catch(() => undefined);
  while (ended === undefined || elapsed() < ended + afterSeconds) {
    await Promise.all(
      Object.entries(targets).map(async ([target, request]) => {
        const received = await world.send(request);
        samples.push({ ...received, target, seconds: elapsed() });
      }),
    );
    await world.sleep(pauseSeconds);
  }
  return { samples, value: await working, ended };
}

/** Answers with another status than 200, as `503 (12 times), 0 (once)`; empty if there is none. */
export function failuresOf(samples: readonly Received[]): string {
  const counts = new Map<number, number>();
  for (const { status } of samples) if (status !== 200) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([status, times]) => `${status} (${times === 1 ? "once" : `${times} times`})`)
    .join(", ");
}

/** Asks until an answer fits, at most for some time. @returns the seconds it took; undefined if none fitted */
export async function waitFor(
  world: World,
  request: Sent,
  fits: (received: Received) => boolean,
  atMostSeconds: number,
): Promise<{ readonly seconds: number; readonly received: Received } | undefined> {
  const begin = world.now();
  for (;;) {
    const received = await world.send(request);
    const seconds = (world.now() - begin) / 1000;
    if (fits(received)) return { seconds, received };
    if (seconds >= atMostSeconds) return undefined;
    await world.sleep(pauseSeconds);
  }
}
