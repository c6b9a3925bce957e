import { createServer } from "node:http";
import { join } from "node:path";
import type { AwsAccount } from "../../simulator/aws/account";
import { nameOf } from "../../simulator/aws/account";
import { request } from "../../simulator/aws/traffic";
import type { Answer } from "../../simulator/aws/traffic/types";
import { projectDirectory } from "./run";
import { listening } from "./two-apis";

/** What a client reads: the page of a service, or the message that API Gateway gives itself. */
function pageOf({ arrival, reason }: Answer): string {
  if (arrival !== undefined) return `<h1>${nameOf(arrival.service)} ${arrival.path}</h1>`;
  const [own] = /\{"message":"[^"]*"\}/.exec(reason) ?? [];
  return own ?? JSON.stringify({ message: "Internal server error" });
}

/**
 * Serves the APIs and domains of a simulated account to commands with the real sender of requests.
 *
 * @returns environment variables with which Node sends HTTPS requests of a command there
 */
export async function serveAccount(account: AwsAccount) {
  const server = createServer(({ headers, method = "GET", url = "/" }, response) => {
    const answer = request(account, { host: headers.host ?? "", method, path: url });
    const own = answer.arrival === undefined ? { "x-amzn-errortype": "simulated" } : {};
    response.writeHead(answer.status === 0 ? 502 : answer.status, own);
    response.end(pageOf(answer));
  });
  const { url, close } = await listening(server);
  const preload = join(projectDirectory, "test", "support", "to-simulated-aws.cjs");
  const env = { NODE_OPTIONS: `--require ${preload}`, SIMULATED_AWS_PORT: url.split(":")[1] };
  return { env, close };
}
