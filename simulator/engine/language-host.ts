import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { keepPlugin, runPlugin } from "./plugins";
import { runSpawned } from "./spawned";
import { prepareWarmRuns, runWarm } from "./warm";

/**
 * Host of Node programs and policy packs for an engine that was built without the official one, which is no module of
 * its own. Prints its port, as the engine expects.
 *
 * An engine that starts it names itself in the arguments; each program then has a Node of its own, as users have it.
 * Without one, engines attach themselves (PULUMI_DEBUG_LANGUAGES), one at a time, and programs and packs stay loaded.
 */

type Unary<Q> = grpc.ServerUnaryCall<Q, unknown>;

const [startedBy] = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
let attached = "";

/** An engine that attaches itself tells its address here. */
function handshake(
  { request }: Unary<proto.LanguageHandshakeRequest>,
  callback: grpc.sendUnaryData<proto.LanguageHandshakeResponse>,
) {
  attached = request.getEngineAddress();
  callback(null, new proto.LanguageHandshakeResponse());
}

function run(call: Unary<proto.RunRequest>, callback: grpc.sendUnaryData<proto.RunResponse>): void {
  const gone = new AbortController();
  call.on("cancelled", () => {
    gone.abort();
  });
  const { request } = call;
  const running = startedBy === undefined ? runWarm(request, attached, gone.signal) : runSpawned(request, startedBy);
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
  <T>(make: () => T) =>
  (_: unknown, callback: grpc.sendUnaryData<T>) => {
    callback(null, make());
  };

if (startedBy === undefined) prepareWarmRuns();
const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, {
  run,
  runPlugin: startedBy === undefined ? keepPlugin : runPlugin,
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
