import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Creates the log group of an API. */
export const createAccessLog = (
  name: string,
  { retentionDays }: { readonly retentionDays: number },
  opts: { readonly parent: pulumi.Resource },
): aws.cloudwatch.LogGroup =>
  new aws.cloudwatch.LogGroup(
    name,
    { name: `/aws/vendedlogs/${pulumi.getProject()}/${pulumi.getStack()}/${name}`, retentionInDays: retentionDays },
    opts,
  );
