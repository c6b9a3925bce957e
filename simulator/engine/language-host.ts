import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/**
 * Host of Node programs and policy packs for an engine that was built without the official one, which is no module of
 * its own. Prints its port, as the engine expects, and ends with it.
 */

type Callback<T> = grpc.sendUnaryData<T>;
type Unary<Q> = grpc.ServerUnaryCall<Q, unknown>;

/** Exit code by which the SDK says that it has shown the error itself. Source: @pulumi/pulumi/cmd/run */
const shownByProgram = 32;

let [engineAddress = ""] = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const words = (text: unknown) => (typeof text === "string" && text !== "" ? text.split(/\s+/) : []);

interface Program {
  readonly directory: string;
  readonly nodeArguments: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** File of a module of the program's own dependencies. */
  readonly find: (module: string) => string;
}

function programOf(info: proto.ProgramInfo | undefined): Program {
  const directory = info?.getProgramDirectory() ?? "";
  const options = (info?.getOptions()?.toJavaScript() ?? {}) as Readonly<Record<string, unknown>>;
  const required = createRequire(join(directory, "program.js"));
  return {
    directory,
    nodeArguments: words(options["nodeargs"]),
    environment: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: String(options["typescript"] !== false) },
    find: (module) => required.resolve(module),
  };
}

function run({ request }: Unary<proto.RunRequest>, callback: Callback<proto.RunResponse>): void {
  const info = request.getInfo();
  const { directory, nodeArguments, environment, find } = programOf(info);
  const options = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    pwd: request.getPwd(),
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    parallel: String(request.getParallel()),
    "root-directory": info?.getRootDirectory() ?? "",
  };
  const argumentsOfRun = [
    ...nodeArguments,
    find("@pulumi/pulumi/cmd/run"),
    ...Object.entries(options).flatMap(([key, value]) => [`--${key}`, value]),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    join(directory, info?.getEntryPoint() ?? "."),
    ...request.getArgsList(),
  ];
  const config: Record<string, string> = {};
  request.getConfigMap().forEach((value: string, key: string) => {
    config[key] = value;
  });
  const child = spawn(process.execPath, argumentsOfRun, {
    cwd: request.getPwd(),
    env: {
      ...environment,
      PULUMI_CONFIG: JSON.stringify(config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  child.on("exit", (code) => {
    const response = new proto.RunResponse();
    if (code === shownByProgram) response.setBail(true);
    else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${String(code)}`);
    callback(null, response);
  });
}

/** Policy packs and other plugins in Node: their output goes to the engine, which reads the port from it. */
function runPlugin(call: grpc.ServerWritableStream<proto.RunPluginRequest, proto.RunPluginResponse>): void {
  const { request } = call;
  const { directory, environment, find } = programOf(request.getInfo());
  const isPack = request.getKind() === "analyzer";
  const script = find(isPack ? "@pulumi/pulumi/cmd/run-policy-pack" : "@pulumi/pulumi/cmd/run-plugin");
  const argumentsOfRun = isPack ? [...request.getArgsList(), directory] : [directory, ...request.getArgsList()];
  const added = request.getEnvList().map((entry): [string, string] => {
    const at = entry.indexOf("=");
    return [entry.slice(0, at), entry.slice(at + 1)];
  });
  const child = spawn(process.execPath, [script, ...argumentsOfRun], {
    cwd: isPack ? directory : request.getPwd(),
    env: { ...environment, ...Object.fromEntries(added) },
  });
  const send = (fill: (response: proto.RunPluginResponse, text: Uint8Array) => void) => (text: Buffer) => {
    const response = new proto.RunPluginResponse();
    fill(response, new Uint8Array(text));
    call.write(response);
  };
  child.stdout.on(
    "data",
    send((response, text) => response.setStdout(text)),
  );
  child.stderr.on(
    "data",
    send((response, text) => response.setStderr(text)),
  );
  call.on("cancelled", () => child.kill());
  child.on("exit", (code) => {
    const response = new proto.RunPluginResponse();
    response.setExitcode(code ?? 0);
    call.write(response);
    call.end();
  });
}

/** An engine that attaches itself (PULUMI_DEBUG_LANGUAGES) tells its address here; one command at a time, then. */
function handshake(
  { request }: Unary<proto.LanguageHandshakeRequest>,
  callback: Callback<proto.LanguageHandshakeResponse>,
) {
  engineAddress = request.getEngineAddress();
  callback(null, new proto.LanguageHandshakeResponse());
}

const answer =
  <T>(make: () => T) =>
  (_: unknown, callback: Callback<T>) => {
    callback(null, make());
  };

const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, {
  run,
  runPlugin,
  handshake,
  getRequiredPackages: answer(() => new proto.GetRequiredPackagesResponse()),
  getRequiredPlugins: answer(() => new proto.GetRequiredPluginsResponse()),
  getPluginInfo: answer(() => new PluginInfo()),
  getProgramDependencies: answer(() => new proto.GetProgramDependenciesResponse()),
  about: answer(() => new proto.AboutResponse()),
  cancel: answer(() => new Empty()),
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
