import type * as pulumi from "@pulumi/pulumi";

/** An HTTP or REST API with its stage, as the outputs show it. */
export interface ApiHandle {
  readonly apiId: pulumi.Output<string>;
  /** Its name in AWS, by which CloudWatch finds a REST API. */
  readonly apiName: pulumi.Output<string>;
  readonly executionArn: pulumi.Output<string>;
  readonly stageArn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly stageName: pulumi.Output<string>;
  /** What clients need beside the stage: routes of an HTTP API, limits and the web ACL of a REST API. */
  readonly awaited: readonly pulumi.Resource[];
}
