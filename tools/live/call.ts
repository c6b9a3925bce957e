import type { Values, World } from "./world";

/** Makes a call that must succeed. @throws Error with AWS's code and message */
export async function called(world: World, service: string, operation: string, parameters: Values): Promise<Values> {
  const answer = await world.aws(service, operation, parameters);
  if (!answer.ok) throw new Error(`${operation}: ${answer.code}: ${answer.message}`);
  return answer.value;
}

/** What a step has made beside its stack, in calls that take it away again: the last one first. */
export class Undo {
  private readonly calls: (readonly [string, string, Values])[] = [];

  later(service: string, operation: string, parameters: Values): void {
    this.calls.unshift([service, operation, parameters]);
  }

  /** Makes all calls, also if some fail: what is left then has the tag of the run. */
  async all(world: World): Promise<void> {
    for (const [service, operation, parameters] of this.calls) await world.aws(service, operation, parameters);
  }
}
