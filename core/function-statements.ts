import { linkMetric } from "./metrics";
import { partitionOf } from "./regions";
import type { Statement } from "./task-statements";

/** What a function may do to write its log. @param logGroupArn - without `:*` */
export const logStatement = (logGroupArn: string): Statement => ({
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: `${logGroupArn}:*`,
});

/**
 * What the function that counts VPC links may do beside: list the links of both versions, which IAM knows by one ARN, and
 * write metrics of its own namespace. IAM has no resources for metrics.
 * Sources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
 */
export const countStatements = (region: string): readonly Statement[] => [
  {
    Effect: "Allow",
    Action: ["apigateway:GET"],
    Resource: `arn:${partitionOf(region)}:apigateway:${region}::/vpclinks`,
  },
  {
    Effect: "Allow",
    Action: ["cloudwatch:PutMetricData"],
    Resource: "*",
    Condition: { StringEquals: { "cloudwatch:namespace": [linkMetric.namespace] } },
  },
];
