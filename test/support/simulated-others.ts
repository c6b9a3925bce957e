import { connectionOf } from "../../simulator/aws/endpoint-services";
import { value } from "../../simulator/aws/existing";
import { byHand } from "./simulated-aws-base";
import type { Operation } from "./simulated-aws-base";

const record = "aws:route53/record:Record";
const certificate = "aws:acm/certificate:Certificate";

/** Operations of services beside API Gateway, load balancers and ECS. */
export const others: Readonly<Record<string, Operation>> = {
  "sts get-caller-identity": () => ({}),
  "acm request-certificate": (account, { DomainName }) => {
    const inputs = { domainName: DomainName, validationMethod: "DNS" };
    return { CertificateArn: account.create(byHand(certificate), inputs).outputs["arn"] };
  },
  "acm import-certificate": () => ({ CertificateArn: "arn" }),
  "acm delete-certificate": (account, { CertificateArn }) => {
    const [found] = account.where(certificate, "arn", String(CertificateArn));
    if (found !== undefined) account.delete(found.urn, found.id, found.outputs);
    return {};
  },
  "scheduler create-schedule": (account, { Name, ScheduleExpression }) => {
    const inputs = { name: Name, scheduleExpression: ScheduleExpression };
    account.create(byHand("aws:scheduler/schedule:Schedule"), inputs);
    return {};
  },
  "cloudwatch put-metric-alarm": (account, { AlarmName, Period }) => {
    const inputs = {
      name: AlarmName,
      period: Period,
      metricName: "CPUUtilization",
      statistic: "Sum",
      evaluationPeriods: 1,
    };
    account.create(byHand("aws:cloudwatch/metricAlarm:MetricAlarm"), inputs);
    return {};
  },
  "cloudwatch get-metric-data": () => ({ MetricDataResults: [{ Id: "filled", Values: [0] }] }),
  "cloudwatch list-metrics": () => ({ Metrics: [{}] }),
  "route53 list-resource-record-sets": (account, { HostedZoneId }) => ({
    ResourceRecordSets: account
      .of(record)
      .filter((one) => value(one, "zoneId") === HostedZoneId)
      .map(({ inputs }) => ({
        ...{ Name: inputs["name"], Type: inputs["type"], TTL: inputs["ttl"] },
        ResourceRecords: ((inputs["records"] ?? []) as readonly string[]).map((Value) => ({ Value })),
      })),
  }),
  "route53 change-resource-record-sets": (account, { ChangeBatch }) => {
    const { Changes } = ChangeBatch as { Changes: readonly { ResourceRecordSet: { Name: string } }[] };
    for (const { ResourceRecordSet } of Changes)
      for (const one of account.where(record, "name", ResourceRecordSet.Name))
        account.delete(one.urn, one.id, one.outputs);
    return {};
  },
  "ec2 describe-vpc-endpoints": (account) => ({
    VpcEndpoints: account
      .of("aws:ec2/vpcEndpoint:VpcEndpoint")
      .filter((one) => value(one, "vpcEndpointType") === "Interface")
      .map((one) => ({ State: connectionOf(account, one), NetworkInterfaceIds: one.outputs["networkInterfaceIds"] })),
  }),
  // The simulator has no tags of the provider: every resource with an ARN counts as one of the run.
  "resourcegroupstaggingapi get-resources": (account, { ResourceTypeFilters }) => ({
    ResourceTagMappingList: account.all
      .filter(({ type }) => ResourceTypeFilters === undefined || type === "aws:cloudwatch/metricAlarm:MetricAlarm")
      .flatMap(({ outputs }) => (typeof outputs["arn"] === "string" ? [{ ResourceARN: outputs["arn"] }] : [])),
  }),
};
