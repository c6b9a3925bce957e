import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { ServerWritableStream } from "@grpc/grpc-js";
import { RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import type { RunPluginRequest } from "@pulumi/pulumi/proto/language_pb";
import { endingWithParent } from "./node-arguments";
import { programOf } from "./program";

type Call = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

function start({ request }: Call): ChildProcess {
  const { directory, environment, find } = programOf(request.getInfo());
  const isPack = request.getKind() === "analyzer";
  const script = find(isPack ? "@pulumi/pulumi/cmd/run-policy-pack" : "@pulumi/pulumi/cmd/run-plugin");
  const argumentsOfRun = isPack ? [...request.getArgsList(), directory] : [directory, ...request.getArgsList()];
  const added = request.getEnvList().map((entry): [string, string] => {
    const at = entry.indexOf("=");
    return [entry.slice(0, at), entry.slice(at + 1)];
  });
  return spawn(process.execPath, [...endingWithParent, script, ...argumentsOfRun], {
    cwd: isPack ? directory : request.getPwd(),
    env: { ...environment, ...Object.fromEntries(added) },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Forwards the output of a plugin to the engine until the plugin ends or the engine cancels the call. */
function forwardOutput(child: ChildProcess, call: Call, printed: Buffer): void {
  const respond = (fill: (response: RunPluginResponse) => void) => {
    const response = new RunPluginResponse();
    fill(response);
    call.write(response);
  };
  const out = (text: Buffer) => respond((response) => response.setStdout(new Uint8Array(text)));
  const error = (text: Buffer) => respond((response) => response.setStderr(new Uint8Array(text)));
  const exit = (code: number | null) => {
    respond((response) => response.setExitcode(code ?? 0));
    call.end();
  };
  if (printed.length > 0) out(printed);
  child.stdout?.on("data", out);
  child.stderr?.on("data", error);
  child.once("exit", exit);
  call.on("cancelled", () => {
    child.stdout?.off("data", out);
    child.stderr?.off("data", error);
    child.off("exit", exit);
  });
}

/** Starts a policy pack or another plugin in Node. The engine reads the plugin's port from its output. */
export function runPlugin(call: Call): void {
  const child = start(call);
  forwardOutput(child, call, Buffer.alloc(0));
  call.on("cancelled", () => child.kill());
}

/** A policy pack that serves one engine after another. */
interface Pack {
  readonly child: ChildProcess;
  /** All of its output; the port comes first. */
  printed: Buffer;
}
const packs = new Map<string, Pack>();

/**
 * Like `runPlugin`, but a policy pack keeps running when its engine ends, and serves the next engine, which configures it
 * again. It keeps the environment of the first run, so it must not read the stack's settings from there.
 */
export function keepPlugin(call: Call): void {
  const folder = call.request.getInfo()?.getProgramDirectory() ?? "";
  if (call.request.getKind() !== "analyzer") {
    runPlugin(call);
    return;
  }
  const known = packs.get(folder);
  const pack = known ?? { child: start(call), printed: Buffer.alloc(0) };
  if (known === undefined) {
    packs.set(folder, pack);
    pack.child.once("exit", () => packs.delete(folder));
  }
  forwardOutput(pack.child, call, pack.printed);
  if (known === undefined) {
    pack.child.stdout?.on("data", (text: Buffer) => (pack.printed = Buffer.concat([pack.printed, text])));
  }
}
