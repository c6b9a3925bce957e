import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const name = "rest-log-role";

/** Creates the role by which all REST APIs of the account and Region write logs. */
export function createRestLogRole(opts: pulumi.ComponentResourceOptions): pulumi.Resource {
  const parent = new pulumi.ComponentResource("private-integrations:index:RestLogRole", name, {}, opts);
  const role = new aws.iam.Role(
    name,
    { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "apigateway.amazonaws.com" }) },
    { parent },
  );
  const policyArn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";
  const attachment = new aws.iam.RolePolicyAttachment(name, { role: role.name, policyArn }, { parent });
  return new aws.apigateway.Account(name, { cloudwatchRoleArn: role.arn }, { parent, dependsOn: attachment });
}
