import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { installDependencies } from "./install";
import { keepPlugin, runPlugin } from "./plugins";
import { runSpawned } from "./spawned";
import { prepareWarmRuns, runWarm } from "./warm";

/**
 * Language host for Node programs and policy packs. An engine built from its Go module has no language host, since the
 * official one is not a separate module. Prints its port, as the engine expects.
 *
 * An engine that starts this host passes its address as an argument; each program then runs in a new Node process, as on
 * users' machines. Otherwise engines attach themselves (PULUMI_DEBUG_LANGUAGES), one at a time, and programs and packs
 * stay loaded.
 */

type Unary<Q> = grpc.ServerUnaryCall<Q, unknown>;

const [startedBy] = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
let attached = "";

/** An engine that attaches itself sends its address here. */
function handshake(
  { request }: Unary<proto.LanguageHandshakeRequest>,
  callback: grpc.sendUnaryData<proto.LanguageHandshakeResponse>,
) {
  attached = request.getEngineAddress();
  callback(null, new proto.LanguageHandshakeResponse());
}

function run(call: Unary<proto.RunRequest>, callback: grpc.sendUnaryData<proto.RunResponse>): void {
  const cancelled = new AbortController();
  call.on("cancelled", () => {
    cancelled.abort();
  });
  const { request } = call;
  const running =
    startedBy === undefined ? runWarm(request, attached, cancelled.signal) : runSpawned(request, startedBy);
  running.then(
    (response) => {
      callback(null, response);
    },
    (error: unknown) => {
      callback({ code: grpc.status.INTERNAL, details: String(error) });
    },
  );
}

const answer =
  <T>(response: () => T) =>
  (_: unknown, callback: grpc.sendUnaryData<T>) => {
    callback(null, response());
  };

if (startedBy === undefined) prepareWarmRuns();
const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, {
  run,
  runPlugin: startedBy === undefined ? keepPlugin : runPlugin,
  handshake,
  installDependencies,
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
