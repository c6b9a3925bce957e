import type { Properties } from "../values";
import type { Context, Model } from "./model";
import { accountId, arn, digest, ec2Id, text } from "./model";
import { zoneIdOf } from "./zones";

const ownedWithArn = (context: Context, kind: string, id: string) => ({
  arn: arn("ec2", context, `${kind}/${id}`),
  ownerId: accountId,
});
const withArn = (prefix: string, kind: string): Model => ({
  id: ec2Id(prefix),
  outputs: (context, id) => ownedWithArn(context, kind, id),
});
/** A documentation address (RFC 5737); an elastic IP and the NAT gateway that uses it get the same one. */
const publicIp = (allocationId: string) => `203.0.113.${1 + (parseInt(digest(allocationId, 6), 16) % 254)}`;
/** A private address of an interface that AWS creates; the block of its subnet is not known here. */
const privateAddress = (interfaceId: string) => {
  const part = (at: number) => parseInt(digest(interfaceId, 6).slice(at, at + 2), 16);
  return `10.${part(0)}.${part(2)}.${part(4)}`;
};

/**
 * One network interface of an interface endpoint in each of its subnets. The addresses do not depend on the others, so
 * that an update that adds a subnet keeps them.
 */
function interfacesOf({ inputs }: Context, id: string): Properties {
  const given = inputs["subnetIds"];
  const subnets = Array.isArray(given) ? given.filter((subnet) => typeof subnet === "string") : [];
  const idIn = (subnetId: string) => `eni-${digest(`${id} ${subnetId}`, 17)}`;
  return {
    state: "available",
    networkInterfaceIds: subnets.map(idIn),
    subnetConfigurations: subnets.map((subnetId) => ({ ipv4: privateAddress(idIn(subnetId)), subnetId })),
  };
}

const rule: Model = {
  id: ec2Id("sgr"),
  outputs: (context, id) => ({ arn: arn("ec2", context, `security-group-rule/${id}`), securityGroupRuleId: id }),
};

/** Resource types of Amazon VPC. Id formats: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
export const network: Readonly<Record<string, Model>> = {
  "aws:ec2/vpc:Vpc": {
    id: ec2Id("vpc"),
    outputs: (context, id) => ({
      arn: arn("ec2", context, `vpc/${id}`),
      ipv6CidrBlock: "",
      mainRouteTableId: `rtb-${digest(id, 17)}`,
      defaultRouteTableId: `rtb-${digest(id, 17)}`,
      defaultSecurityGroupId: `sg-${digest(id, 17)}`,
    }),
  },
  "aws:ec2/internetGateway:InternetGateway": withArn("igw", "internet-gateway"),
  "aws:ec2/subnet:Subnet": {
    id: ec2Id("subnet"),
    outputs: (context, id) => ({
      ...ownedWithArn(context, "subnet", id),
      availabilityZoneId: zoneIdOf(text(context.inputs, "availabilityZone")),
    }),
  },
  "aws:ec2/routeTable:RouteTable": withArn("rtb", "route-table"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { id: ec2Id("rtbassoc") },
  "aws:ec2/route:Route": { id: (context) => `r-${text(context.inputs, "routeTableId")}${digest(context.urn, 10)}` },
  "aws:ec2/eip:Eip": {
    id: ec2Id("eipalloc"),
    outputs: (_, id) => ({ allocationId: id, publicIp: publicIp(id), domain: "vpc" }),
  },
  "aws:ec2/natGateway:NatGateway": {
    id: ec2Id("nat"),
    outputs: ({ inputs }) => ({ publicIp: publicIp(text(inputs, "allocationId")) }),
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    id: ec2Id("vpce"),
    outputs: (context, id) => ({
      arn: arn("ec2", context, `vpc-endpoint/${id}`),
      ...((context.inputs["vpcEndpointType"] ?? "Gateway") === "Gateway"
        ? { state: "available", prefixListId: `pl-${digest(`${context.region} s3`, 8)}` }
        : interfacesOf(context, id)),
    }),
    updated: ["networkInterfaceIds", "subnetConfigurations"],
  },
  "aws:ec2/vpcEndpointService:VpcEndpointService": {
    id: ec2Id("vpce-svc"),
    outputs: (context, id) => ({
      arn: arn("ec2", context, `vpc-endpoint-service/${id}`),
      serviceName: `com.amazonaws.vpce.${context.region}.${id}`,
      serviceType: "Interface",
      state: "Available",
    }),
  },
  "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": {
    id: ({ urn }) => `a-${digest(urn, 10)}`,
  },
  "aws:ec2/vpcEndpointConnectionAccepter:VpcEndpointConnectionAccepter": {
    id: ({ inputs }) => `${text(inputs, "vpcEndpointServiceId")}_${text(inputs, "vpcEndpointId")}`,
    outputs: () => ({ vpcEndpointState: "available" }),
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    autoname: { property: "name", maxLength: 255 },
    id: ec2Id("sg"),
    outputs: (context, id) => ({ arn: arn("ec2", context, `security-group/${id}`) }),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
};
