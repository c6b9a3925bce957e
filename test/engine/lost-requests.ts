import { nameOf } from "../../simulator/aws/account";
import { request } from "../../simulator/aws/traffic";
import type { Workspace } from "../support/workspace";

/**
 * Does an update of a stack with an HTTP API and asks for services after each call and micro-step.
 *
 * @returns what requests got that their service did not answer
 */
export async function lostDuring(
  { aws: { account } }: Workspace,
  names: readonly string[],
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const [stage] = account.of("aws:apigatewayv2/stage:Stage");
  const { host } = new URL(String(stage?.outputs["invokeUrl"]));
  const lost: string[] = [];
  const stop = account.observe(({ kind, urn, what }) => {
    for (const name of names) {
      const { status, reason, arrival } = request(account, { host, method: "GET", path: `/live/${name}` });
      if (arrival === undefined || nameOf(arrival.service) !== name)
        lost.push(`${name}: ${status} ${reason} after ${kind} of ${nameOf(urn)} ${what}`);
    }
  });
  try {
    await work();
  } finally {
    stop();
  }
  return lost;
}
