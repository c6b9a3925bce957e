import { spawn } from "node:child_process";
import * as grpc from "@grpc/grpc-js";
import { InstallDependenciesResponse } from "@pulumi/pulumi/proto/language_pb";
import type { InstallDependenciesRequest } from "@pulumi/pulumi/proto/language_pb";
import { programOf } from "./program";

type Call = grpc.ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>;

/** Installs the packages of a program with npm, as the official host does, and forwards what npm prints. */
export function installDependencies(call: Call): void {
  const { directory } = programOf(call.request.getInfo());
  const child = spawn("npm", ["install", "--loglevel=error"], { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
  const respond = (fill: (response: InstallDependenciesResponse) => void) => {
    const response = new InstallDependenciesResponse();
    fill(response);
    call.write(response);
  };
  child.stdout.on("data", (text: Buffer) => respond((response) => response.setStdout(new Uint8Array(text))));
  child.stderr.on("data", (text: Buffer) => respond((response) => response.setStderr(new Uint8Array(text))));
  child.once("close", (code) => {
    if (code === 0) call.end();
    else call.emit("error", { code: grpc.status.INTERNAL, details: `npm install exited with ${String(code)}` });
  });
  call.on("cancelled", () => child.kill());
}
