import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ApiNode } from "../core/plan-api";
import { retention } from "./protection";

/**
 * Creates the log group of the requests of an API. An update that turns logs on adds the log group to a resource policy
 * of at most 5,120 characters, which all vended logs of the account share; one entry admits all names under
 * `/aws/vendedlogs/`.
 * Sources: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html and
 * https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
 *
 * @param name - name of the API
 */
export const createAccessLog = (
  name: string,
  { retentionDays, retain }: NonNullable<ApiNode["accessLogs"]>,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.LogGroup =>
  new aws.cloudwatch.LogGroup(
    name,
    { name: `/aws/vendedlogs/${pulumi.getProject()}/${pulumi.getStack()}/${name}`, retentionInDays: retentionDays },
    { ...opts, ...retention(retain) },
  );
