import type { Finding, Place } from "./scene";
import { judged } from "./scene";
import type { Values } from "./world";

/**
 * Makes a call that AWS should refuse. If AWS accepts it, the runner puts the stack back with a refresh.
 *
 * @param words - what the message must contain; any refusal holds without them
 */
export async function refusal(
  { world, stack }: Place,
  assumption: string,
  call: { readonly service: string; readonly operation: string; readonly parameters: Values },
  words?: RegExp,
): Promise<Finding> {
  stack.touched();
  const answer = await world.aws(call.service, call.operation, call.parameters);
  if (answer.ok) return judged(assumption, false, "AWS accepted the call");
  return judged(assumption, words?.test(answer.message) ?? true, `${answer.code}: ${answer.message}`);
}
