import { resource, service, vpc } from "./stacks";
import type { Case } from "./unknown";
import { unknown } from "./unknown";

const nat = { rule: "nat-gateways-per-zone-quota", quota: "vpc.natGatewaysPerZone" } as const;
const groups = { rule: "security-groups-per-region-quota", quota: "vpc.securityGroupsPerRegion" } as const;
const rules = { rule: "rules-per-security-group-quota", quota: "vpc.rulesPerSecurityGroup" } as const;
const vcpu = { rule: "fargate-vcpu-quota", quota: "fargate.onDemandVcpu" } as const;
const task = resource("ecs/taskDefinition:TaskDefinition", "task", { cpu: "1024" });
const gatewayIn = (name: string, subnetId: string) => resource("ec2/natGateway:NatGateway", name, { subnetId });
const subnet = (name: string, inputs: Readonly<Record<string, string>>) =>
  resource("ec2/subnet:Subnet", name, { vpcId: "net", ...inputs });

const mapping = (name: string, apiMappingKey: string) =>
  resource("apigatewayv2/apiMapping:ApiMapping", name, { domainName: "api.example.com", apiMappingKey });

/** Unknown zones, groups, rules, deployments and mappings. */
export const networkCases: readonly Case[] = [
  {
    title: "NAT gateways in subnets whose zone AWS chooses may be in one zone",
    ...nat,
    limit: 1,
    resources: [vpc, subnet("one", {}), subnet("two", {}), gatewayIn("a", "one"), gatewayIn("b", "two")],
    verdict: { needs: "the zone of a" },
  },
  {
    title: "a zone by name and one by id may be the same",
    ...nat,
    limit: 1,
    resources: [
      vpc,
      subnet("one", { availabilityZone: "us-east-1a" }),
      subnet("two", { availabilityZoneId: "use1-az1" }),
      gatewayIn("a", "one"),
      gatewayIn("b", "two"),
    ],
    verdict: { needs: "the zone of a" },
  },
  {
    title: "two zone ids are different zones",
    ...nat,
    limit: 1,
    resources: [
      vpc,
      subnet("one", { availabilityZoneId: "use1-az1" }),
      subnet("two", { availabilityZoneId: "use1-az2" }),
      gatewayIn("a", "one"),
      gatewayIn("b", "two"),
    ],
    verdict: "pass",
  },
  {
    title: "the default security group of a VPC outside the stack counts",
    ...groups,
    limit: 0,
    resources: [resource("ec2/defaultSecurityGroup:DefaultSecurityGroup", "default", { vpcId: "vpc-1" })],
    verdict: "violation",
  },
  {
    title: "an unknown list of blocks is at least one rule",
    ...rules,
    limit: 0,
    resources: [
      unknown(
        resource("ec2/securityGroupRule:SecurityGroupRule", "one", { type: "egress", securityGroupId: "sg-1" }),
        "cidrBlocks",
        [],
      ),
    ],
    verdict: "violation",
  },
  {
    title: "a rolling update runs no more tasks than the maximum percent",
    ...vcpu,
    limit: 6,
    resources: [task, service("orders", 4, [], { deploymentMaximumPercent: 150 })],
    verdict: "pass",
  },
  {
    title: "a rolling update runs twice the tasks by default",
    ...vcpu,
    limit: 7,
    resources: [task, service("orders", 4)],
    verdict: "violation",
  },
  {
    title: "a blue/green deployment runs twice the tasks, whatever the maximum percent",
    ...vcpu,
    limit: 7,
    resources: [
      task,
      service("orders", 4, [], {
        deploymentMaximumPercent: 100,
        deploymentConfiguration: { strategy: "BLUE_GREEN" },
      }),
    ],
    verdict: "violation",
  },
  {
    title: "so does a deployment of CodeDeploy",
    ...vcpu,
    limit: 7,
    resources: [
      task,
      service("orders", 4, [], { deploymentMaximumPercent: 100, deploymentController: { type: "CODE_DEPLOY" } }),
    ],
    verdict: "violation",
  },
  {
    title: "a mapping with an unknown key may have several levels",
    rule: "mappings-per-domain-quota",
    quota: "apigateway.mappingsPerDomain",
    limit: 1,
    resources: [
      mapping("one", "v1/orders"),
      mapping("flat", "v1"),
      unknown(mapping("two", "v1/stock"), "apiMappingKey", []),
    ],
    verdict: { needs: "the key of mapping two" },
  },
];
