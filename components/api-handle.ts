import type * as pulumi from "@pulumi/pulumi";

/** An HTTP or REST API with its stage, as the outputs show it. */
export interface ApiHandle {
  readonly apiId: pulumi.Output<string>;
  readonly executionArn: pulumi.Output<string>;
  readonly stageArn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly stageName: pulumi.Output<string>;
  /** The stage, and the routes that it serves without a deployment: a domain is mapped when they exist. */
  readonly served: readonly pulumi.Resource[];
}
