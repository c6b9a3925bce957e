import type * as pulumi from "@pulumi/pulumi";
import { main } from "@pulumi/pulumi/provider/server";
import { prepareConnections } from "../engine/connections";
import { Vpc } from "./component";

prepareConnections();

/** Serves `awsx.ec2.Vpc` to an engine and prints its port. Construct requests carry no Region, so it is set by AWS_REGION. */
const region = process.env["AWS_REGION"] ?? "us-east-1";

void main(
  {
    version: "3.9.0",
    construct: (name, type, inputs: pulumi.Inputs, options) => {
      if (type !== "awsx:ec2:Vpc") {
        throw new Error(
          `the simulator does not support the remote component ${type} (${name}); add it to simulator/awsx`,
        );
      }
      const vpc = new Vpc(name, inputs, region, options);
      return Promise.resolve({ urn: vpc.urn, state: vpc.outputs });
    },
  },
  process.argv.slice(2),
);
