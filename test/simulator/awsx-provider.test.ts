import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Served } from "../support/server";
import { serve, stop } from "../support/server";

/** A gRPC server without services: it answers every call with "unimplemented". */
function listen(port: number): Promise<{ readonly port: number; readonly server: grpc.Server }> {
  const server = new grpc.Server();
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${String(port)}`, grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve({ port: bound, server });
    });
  });
}

describe("awsx simulator in a separate process", () => {
  let awsx: Served;
  before(async () => {
    awsx = await serve("awsx/provider.ts", "us-east-1");
  });
  after(() => {
    stop(awsx);
  });

  /** Error message of the provider when it constructs a VPC through the engine at this port. */
  function constructError(port: number): Promise<string> {
    const client = new ResourceProviderClient(`127.0.0.1:${String(awsx.port)}`, grpc.credentials.createInsecure());
    const engine = `127.0.0.1:${String(port)}`;
    const attach = new PluginAttach();
    attach.setAddress(engine);
    const request = new ConstructRequest();
    request.setType("awsx:ec2:Vpc");
    request.setName("net");
    request.setMonitorendpoint(engine);
    request.setInputs(new Struct());
    return new Promise((resolve) => {
      client.attach(attach, () => {
        client.construct(request, (error) => {
          client.close();
          resolve(error?.message ?? "no error");
        });
      });
    });
  }

  it("connects to a new engine on the port of an ended engine", async () => {
    const ended = await listen(0);
    ended.server.forceShutdown();
    assert.match(await constructError(ended.port), /UNAVAILABLE/);
    const next = await listen(ended.port);
    const answer = await constructError(ended.port);
    next.server.forceShutdown();
    // The engine was reached, so the provider reads the arguments; this VPC has none.
    assert.match(answer, /does not support subnetStrategy/);
  });
});
