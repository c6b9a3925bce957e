import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../core/regions";
import { assumeBy } from "./assume-role";

const assumeByApiGateway = assumeBy("apigateway.amazonaws.com");

/**
 * The role by which all REST APIs of the account and Region write logs. AWS refuses a stage with logs without it.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class RestLogRole extends pulumi.ComponentResource {
  /** What stages with logs wait for. */
  readonly account: aws.apigateway.Account;

  constructor(name: string, { region }: { readonly region: string }, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:RestLogRole", name, {}, opts);
    // All are kept when the stack no longer has them: APIs of other stacks write logs by them, and deleting the account's
    // setting resets it (https://github.com/hashicorp/terraform-provider-aws/pull/42226).
    const kept = { parent: this, retainOnDelete: true };
    const role = new aws.iam.Role(name, { assumeRolePolicy: assumeByApiGateway }, kept);
    const policyArn = `arn:${partitionOf(region)}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`;
    const attachment = new aws.iam.RolePolicyAttachment(name, { role: role.name, policyArn }, kept);
    this.account = new aws.apigateway.Account(
      name,
      { cloudwatchRoleArn: role.arn },
      // AWS refuses a role that may not write logs yet.
      { ...kept, dependsOn: attachment },
    );
    this.registerOutputs({});
  }
}
