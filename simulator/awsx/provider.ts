import type * as pulumi from "@pulumi/pulumi";
import { main } from "@pulumi/pulumi/provider/server";
import * as runtime from "@pulumi/pulumi/runtime/settings";
import { Vpc } from "./component";

/** Internal to the SDK, so its typings leave it out: how every connection to an engine is made. */
const { grpcClientOptions } = runtime as unknown as { readonly grpcClientOptions: Record<string, unknown> };
// Engines come and go while this process stays. By default gRPC keeps what it knows of an address for the whole
// process, and a port that comes round again is then the dead engine's: "No connection established".
grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

/** Serves `awsx.ec2.Vpc` to an engine; prints its port. The Region comes from the environment: construct has none. */
const region = process.env["AWS_REGION"] ?? "us-east-1";

void main(
  {
    version: "3.9.0",
    construct: (name, type, inputs: pulumi.Inputs, options) => {
      if (type !== "awsx:ec2:Vpc") {
        throw new Error(`the simulator does not know the remote component ${type} (${name}); add it to simulator/awsx`);
      }
      const vpc = new Vpc(name, inputs, region, options);
      return Promise.resolve({ urn: vpc.urn, state: vpc.outputs });
    },
  },
  process.argv.slice(2),
);
