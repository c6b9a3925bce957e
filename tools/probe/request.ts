import { createHash } from "node:crypto";
import { Agent as HttpAgent, request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import type { Answer } from "../../report/probe";

/** What all requests have in common. */
export interface Sending {
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
  /** Connections that are open at a time to each host. */
  readonly connections: number;
  /** PEM of what the client presents, and of the authority of the server; absent for none, and for those of Node. */
  readonly tls: { readonly cert?: string; readonly key?: string; readonly ca?: string };
}

/**
 * Messages with which API Gateway answers itself.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting.html
 */
const ownMessages = [
  "missing authentication token",
  "not found",
  "forbidden",
  "unauthorized",
  "service unavailable",
  "internal server error",
  "endpoint request timed out",
  "gateway timeout",
  "too many requests",
  "limit exceeded",
];

/** The message of an answer that API Gateway gave itself; undefined for one of the service. */
function ownMessage(body: string, headers: IncomingMessage["headers"]): string | undefined {
  const type = headers["x-amzn-errortype"];
  let message: unknown;
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null && Object.keys(value).length === 1)
      message = (value as { readonly message?: unknown }).message;
  } catch {
    // A page of the service is no JSON.
  }
  if (typeof message === "string" && (type !== undefined || ownMessages.includes(message.toLowerCase())))
    return message;
  return typeof type === "string" ? type : undefined;
}

const errors: Readonly<Record<string, string>> = {
  ECONNRESET: "connection reset",
  ECONNREFUSED: "connection refused",
  ENOTFOUND: "host not found",
  EAI_AGAIN: "host not found",
  EPIPE: "connection reset",
};

function errorText(error: NodeJS.ErrnoException): string {
  const { code = "", message } = error;
  const known = errors[code];
  if (known !== undefined) return known;
  const isTls = /^ERR_(TLS|SSL)|CERT|SIGNATURE|^EPROTO|UNABLE_TO/.test(code);
  return isTls ? `TLS: ${code}` : code || message;
}

/** Sends GET requests. Redirects are not followed: they are an answer of the service. */
export function sender({ headers, timeoutMilliseconds, connections, tls }: Sending) {
  const http = new HttpAgent({ keepAlive: true, maxSockets: connections });
  const https = new Agent({ keepAlive: true, maxSockets: connections, ...tls });

  const send = (url: string): Promise<Answer> =>
    new Promise((resolve) => {
      const start = process.hrtime.bigint();
      const elapsed = () => Number(process.hrtime.bigint() - start) / 1e6;
      const fail = (what: string) => {
        resolve({ kind: "error", what, milliseconds: elapsed() });
      };
      const isHttps = url.startsWith("https:");
      const signal = AbortSignal.timeout(timeoutMilliseconds);
      const options = { method: "GET", headers: { "user-agent": "private-integrations probe", ...headers }, signal };
      const answered = (response: IncomingMessage) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", failed);
        response.on("end", () => {
          const body = Buffer.concat(chunks);
          const own = ownMessage(body.toString("utf8"), response.headers);
          const digest = createHash("sha256").update(body).digest("hex");
          const status = response.statusCode ?? 0;
          resolve({ kind: "answer", status, digest, milliseconds: elapsed(), ...(own === undefined ? {} : { own }) });
        });
      };
      const failed = (error: Error) => {
        fail(signal.aborted ? "timeout" : errorText(error));
      };
      const request = isHttps
        ? httpsRequest(url, { ...options, agent: https }, answered)
        : httpRequest(url, { ...options, agent: http }, answered);
      request.on("error", failed);
      request.end();
    });

  const close = () => {
    http.destroy();
    https.destroy();
  };
  return { send, close };
}
