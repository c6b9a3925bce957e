import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What an API does with a request, before its services see it. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

/** An API of one kind in front of services, each with the paths that it has. */
export interface PlayedApi {
  readonly kind: "http" | "rest";
  /** Path of the stage, for example `/live`. */
  readonly stage: string;
  /** Answer of each service by its path prefix: it answers 200 at the prefix, and 404 with a page of its own below. */
  readonly services: Readonly<Record<string, string>>;
  /** Header without which a request is denied. */
  readonly needs?: string;
  readonly faults?: readonly Fault[];
}

const json = (response: ServerResponse, status: number, message: string, headers: Record<string, string>) => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ message }));
};

/**
 * Answers that API Gateway gives itself. Sources:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html (REST)
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting.html
 */
const noRoute = { http: [404, "Not Found"], rest: [403, "Missing Authentication Token"] } as const;
const headersOf = (kind: PlayedApi["kind"], type: string): Record<string, string> =>
  kind === "http" ? { "apigw-requestid": "a1" } : { "x-amzn-requestid": "r1", "x-amzn-errortype": type };

/** Answers as an HTTP or a REST API does. */
export function playing({ kind, stage, services, needs, faults = [] }: PlayedApi): RequestListener {
  return (request, response) => {
    if (faults.some((fault) => fault(request, response))) return;
    const path = (request.url ?? "").slice(stage.length);
    const prefix = Object.keys(services).find((each) => path === each || path.startsWith(`${each}/`));
    if (prefix === undefined || !(request.url ?? "").startsWith(stage)) {
      const [status, message] = noRoute[kind];
      json(response, status, message, headersOf(kind, "MissingAuthenticationTokenException"));
    } else if (needs !== undefined && request.headers[needs] === undefined) {
      json(response, 403, "Forbidden", headersOf(kind, "ForbiddenException"));
    } else {
      response.writeHead(path === prefix ? 200 : 404, { "content-type": "text/html" });
      response.end(`<h1>${services[prefix] ?? ""}</h1>`);
    }
  };
}

/** Starts a server on a free port of this machine. */
export async function listening(server: Server): Promise<{ readonly url: string; readonly close: () => void }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `127.0.0.1:${port}`, close };
}

export const plainServer = (api: PlayedApi) => createServer(playing(api));
