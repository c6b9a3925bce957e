/** Actions of one service, from their names in one text. */
export const actions = (service: string, names: string) => names.split(" ").map((name) => `${service}:${name}`);

export const serviceLinkedRole = "iam:CreateServiceLinkedRole";

/** Actions of the deploying role for the resource types with which a stack and its account are looked after. */
export const operationPermissions: Readonly<Record<string, readonly string[]>> = {
  "aws:cloudwatch/dashboard:Dashboard": actions("cloudwatch", "DeleteDashboards GetDashboard PutDashboard"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": actions(
    "cloudwatch",
    "DeleteAlarms DescribeAlarms ListTagsForResource PutMetricAlarm TagResource UntagResource",
  ),
  "aws:lambda/function:Function": [
    ...actions("lambda", "CreateFunction DeleteFunction GetFunction GetFunctionCodeSigningConfig"),
    ...actions("lambda", "ListVersionsByFunction TagResource UntagResource UpdateFunctionCode"),
    ...actions("lambda", "UpdateFunctionConfiguration"),
    "iam:PassRole",
  ],
  "aws:scheduler/schedule:Schedule": [
    ...actions("scheduler", "CreateSchedule DeleteSchedule GetSchedule UpdateSchedule"),
    "iam:PassRole",
  ],
  // The first request of an account creates a service-linked role.
  // Source: https://docs.aws.amazon.com/servicequotas/latest/userguide/using-service-linked-roles.html
  "aws:servicequotas/serviceQuota:ServiceQuota": [
    ...actions("servicequotas", "GetAWSDefaultServiceQuota GetRequestedServiceQuotaChange GetServiceQuota"),
    "servicequotas:RequestServiceQuotaIncrease",
    serviceLinkedRole,
  ],
};
