import type * as pulumi from "@pulumi/pulumi";

/** An HTTP or REST API with its stage, as the outputs show it. */
export interface ApiHandle {
  readonly apiId: pulumi.Output<string>;
  readonly executionArn: pulumi.Output<string>;
  readonly stageArn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly stageName: pulumi.Output<string>;
  /** Routes that the stage does not wait for: those of an HTTP API, which its stage deploys by itself. */
  readonly routes: readonly pulumi.Resource[];
}
