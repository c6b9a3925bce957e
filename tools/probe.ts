import { InvalidArgumentError } from "commander";
import { readFileSync, statSync } from "node:fs";
import type { ProbeResult } from "../report/probe";
import type { Io, Main } from "./command";
import { createCommand, outputColumns, projectDirectory, run, start, UsageError, wholeNumber } from "./command";
import { commandLine } from "./package";
import { problemsOfFiles, refuse } from "./refusal";
import type { Form } from "./refusal";

type Pairs = readonly (readonly [string, string])[];

interface Flags extends Form {
  readonly stack: string;
  readonly directory: string;
  readonly outputs?: string;
  readonly url?: string;
  readonly standbyUrl?: string;
  readonly count: number;
  readonly concurrency: number;
  readonly timeoutSeconds: number;
  readonly header: readonly string[];
  readonly path: Pairs;
  readonly apiKeyEnv?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
  readonly ca?: string;
  readonly acceptDenied?: true;
  readonly acceptBodies?: true;
}

const more = (text: string, previous: readonly string[]): readonly string[] => [...previous, text];

/** Reads `Name: value`. The text may be a secret, so the error does not repeat it. @throws UsageError for anything else */
function headerOf(text: string): readonly [string, string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*([^\r\n]+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new UsageError('--header: got a text without name and value; allowed: "Name: value"');
  return [name.toLowerCase(), value];
}

function servicePath(text: string, previous: Pairs): Pairs {
  const [, service, path] = /^([^=]+)=(\/.*)$/.exec(text) ?? [];
  if (service === undefined || path === undefined)
    throw new InvalidArgumentError(`got ${text}; allowed: <service>=</path>.`);
  return [...previous, [service, path]];
}

function positive(text: string): number {
  const value = wholeNumber(text);
  if (value === 0) throw new InvalidArgumentError("got 0; allowed: a whole number from 1.");
  return value;
}

function address(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search + url.hash !== "")
    throw new InvalidArgumentError(`got ${text}; allowed: an http or https URL without query.`);
  return text;
}

/** @throws UsageError if a file does not exist */
function fileText(flag: string, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new UsageError(`--${flag} ${file}: there is no such file; name a PEM file`);
  return readFileSync(file, "utf8");
}

function tlsOf({ clientCert, clientKey, ca: authority }: Flags) {
  if ((clientCert === undefined) !== (clientKey === undefined))
    throw new UsageError("--client-cert and --client-key belong together: name both files, or neither");
  const [cert, key, ca] = [
    fileText("client-cert", clientCert),
    fileText("client-key", clientKey),
    fileText("ca", authority),
  ];
  return { ...(cert && { cert }), ...(key && { key }), ...(ca && { ca }) };
}

/** @throws UsageError for a text that is no header, and if the environment lacks the variable */
function headersOf({ header: given, apiKeyEnv }: Flags): Readonly<Record<string, string>> {
  const headers = Object.fromEntries(given.map(headerOf));
  if (apiKeyEnv === undefined) return headers;
  const key = process.env[apiKeyEnv];
  if (key === undefined || key === "")
    throw new UsageError(
      `--api-key-env ${apiKeyEnv}: the environment has no such variable; export it with the API key`,
    );
  return { ...headers, "x-api-key": key };
}

/** @throws UsageError if the stack has no standby, or its outputs cannot be read or an update has failed since */
async function urlsOf(flags: Flags): Promise<readonly [string, string]> {
  const { url, standbyUrl, stack } = flags;
  if (url !== undefined && standbyUrl !== undefined) return [url, standbyUrl];
  const { failedText, readDeployed } = await import("./switch/deployed");
  const deployed = readDeployed(flags);
  const standby = standbyUrl ?? deployed?.standby?.url;
  if (deployed === undefined)
    throw new UsageError(`stack ${stack} has no outputs: nothing is deployed; run pulumi up first`);
  const unfinished = failedText(deployed, stack);
  if (unfinished !== undefined) throw new UsageError(`the URLs are not known: ${unfinished}`);
  if (standby === undefined)
    throw new UsageError(
      `stack ${stack} has no standby; set standby to another topology and run pulumi up, or name a URL with --standby-url`,
    );
  return [url ?? deployed.url, standby];
}

/** @throws UsageError for a service that no route has */
function overridesOf({ path }: Flags, services: ReadonlySet<string>): ReadonlyMap<string, string> {
  const unknown = path.find(([service]) => !services.has(service));
  if (unknown !== undefined)
    throw new UsageError(`--path ${unknown.join("=")}: no such service; allowed: ${[...services].join(", ")}`);
  return new Map(path);
}

async function probe(flags: Flags, io: Io): Promise<number> {
  const { stack, directory, count, concurrency, timeoutSeconds } = flags;
  const [tls, headers] = [tlsOf(flags), headersOf(flags)];
  const inFiles = await problemsOfFiles(flags);
  if (inFiles.length > 0) return refuse(inFiles, flags, io);
  const { readStack } = await import("./program");
  const { decision } = await readStack({ directory, stack }, io);
  if ("problems" in decision) return refuse(decision.problems, flags, io);
  const [url, standbyUrl] = await urlsOf(flags);
  const { probedRoutes } = await import("../core/probe-paths");
  const [api] = decision.plan.apis;
  const overrides = overridesOf(flags, new Set(api?.routes.map(({ service }) => service)));
  const routes = api === undefined ? [] : probedRoutes(api, decision.settings, overrides);
  const { probeAll } = await import("./probe/run");
  const { sender } = await import("./probe/request");
  const { isSafe, probeVersion } = await import("../report/probe");
  const { probeText } = await import("../report/probe-text");
  const { send, close } = sender({
    headers,
    tls,
    timeoutMilliseconds: timeoutSeconds * 1000,
    connections: concurrency,
  });
  const what = { routes, url, standbyUrl, count, concurrency, bodies: flags.acceptBodies === true };
  const probed = await probeAll(what, send, io).finally(close);
  const safe = isSafe(probed, flags.acceptDenied ? ["same", "unproved"] : ["same"]);
  const result: ProbeResult = { version: probeVersion, url, standbyUrl, count, safe, routes: probed };
  io.output(flags.json ? JSON.stringify(result, null, 2) : probeText(result, { width: outputColumns(io) }));
  return safe ? 0 : 1;
}

const command = () =>
  createCommand(
    "probe",
    "Requests every route of a stack at the URL that serves and at that of its standby, and compares status, body and latency. Sends GET only, and follows no redirect. The path is that of the route; below it, that of the health check of the service if the route leads there, and otherwise <path>/probe, which a service may answer with 404. Exits with 0 if requests can move, with 1 if the standby fails, answers otherwise, or a route is not proved.",
  )
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml and outputs are read", "dev")
    .option("--outputs <file>", "what pulumi stack output --json printed, instead of asking the Pulumi CLI")
    .option("--url <url>", "URL that serves, instead of the output url", address)
    .option("--standby-url <url>", "URL of the standby, instead of the output standby.url", address)
    .option("--count <n>", "requests to each route at each URL", positive, 20)
    .option("--concurrency <n>", "requests at a time", positive, 4)
    .option("--timeout-seconds <n>", "seconds until a request without a whole answer has failed", positive, 35)
    .option("--header <Name: value>", "header of all requests, for example a token; may be repeated", more, [])
    .option("--api-key-env <name>", "environment variable with the API key, which is sent and never printed")
    .option("--path <service=/path>", "path to request for a service; may be repeated", servicePath, [])
    .option("--client-cert <file>", "PEM of the certificate that a domain with mutual TLS asks for")
    .option("--client-key <file>", "PEM of its key")
    .option("--ca <file>", "PEM of the authority of the server, instead of those that Node trusts")
    .option(
      "--accept-denied",
      "accept routes that API Gateway denies at both URLs, although no request reaches the service",
    )
    .option("--accept-bodies", "accept other bodies, for example where a service prints the address of its caller")
    .option("--directory <path>", "directory of Pulumi.yaml and the stack file", projectDirectory)
    .option("--json", `print the result as JSON (${commandLine("probe", "--json")})`);

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => probe(flags as Flags, io));

if (require.main === module) void start(main);
