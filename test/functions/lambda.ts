import { spawn } from "node:child_process";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { projectDirectory } from "../support/run";

/** One call of the function to the network. */
export interface Call {
  readonly method: string;
  /** Path with its query. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** What a call gets: a recorded answer, or nothing but the end of the connection. */
export type Answer =
  { readonly status: number; readonly type?: string; readonly location?: string; readonly body: string } | "hangUp";

/** What came of an invocation. */
export interface Invocation {
  readonly calls: readonly Call[];
  /** What the handler returned; undefined after an error. */
  readonly result: unknown;
  /** Message of the error that ended it. */
  readonly error?: string;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reply(answer: Answer, response: ServerResponse): void {
  if (answer === "hangUp") {
    response.destroy();
    return;
  }
  const { status, type = "application/json", location, body } = answer;
  const redirect = location === undefined ? {} : { location };
  response.writeHead(status, { "content-type": type, ...redirect }).end(body);
}

const script = `
  const [file, event] = process.argv.slice(1);
  import(file)
    .then(({ handler }) => handler(JSON.parse(event)))
    .then((result) => process.send({ result }), ({ message }) => process.send({ error: message }))
    .then(() => process.disconnect());
`;

/**
 * Invokes a function in a process of its own, as Lambda does, with a server in the place of AWS and of everything else.
 *
 * @param name - of a file in `functions`
 * @param event - made from the URL of the server
 * @param answer - what the server answers
 */
export async function invoke(
  name: string,
  event: (server: string) => unknown,
  answer: (call: Call) => Answer,
): Promise<Invocation> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method = "", url = "", headers } = request;
      const call = { method, url, headers, body };
      calls.push(call);
      reply(answer(call), response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const child = spawn(
    process.execPath,
    ["--eval", script, join(projectDirectory, "functions", `${name}.mjs`), JSON.stringify(event(url))],
    {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: {
        AWS_REGION: "eu-west-1",
        AWS_ACCESS_KEY_ID: "none",
        AWS_SECRET_ACCESS_KEY: "none",
        AWS_ENDPOINT_URL: url,
        AWS_MAX_ATTEMPTS: "1",
      },
    },
  );
  const [[outcome]] = (await Promise.all([once(child, "message"), once(child, "exit")])) as [
    [{ result?: unknown; error?: string }],
    unknown,
  ];
  server.closeAllConnections();
  server.close();
  return { calls, result: outcome.result, ...(outcome.error === undefined ? {} : { error: outcome.error }) };
}
