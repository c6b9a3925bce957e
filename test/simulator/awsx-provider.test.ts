import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Served } from "../support/server";
import { serve, stop } from "../support/server";

/** An engine of which nothing but its port is there: it answers every call with "unimplemented". */
function listen(port: number): Promise<{ readonly port: number; readonly server: grpc.Server }> {
  const server = new grpc.Server();
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${String(port)}`, grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve({ port: bound, server });
    });
  });
}

describe("the awsx stand-in as a process", () => {
  let awsx: Served;
  before(async () => {
    awsx = await serve("awsx/provider.ts", "us-east-1");
  });
  after(() => {
    stop(awsx);
  });

  /** What the provider says when it cannot make its VPC through the engine at that port. */
  function refusal(port: number): Promise<string> {
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
          resolve(error?.message ?? "no refusal");
        });
      });
    });
  }

  it("reaches an engine whose port was that of one that is gone", async () => {
    const gone = await listen(0);
    gone.server.forceShutdown();
    assert.match(await refusal(gone.port), /UNAVAILABLE/);
    const next = await listen(gone.port);
    const answer = await refusal(gone.port);
    next.server.forceShutdown();
    // Past the engine, it reads the arguments, of which this VPC has none.
    assert.match(answer, /does not model subnetStrategy/);
  });
});
