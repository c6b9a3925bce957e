import type { Case, TestAccount } from "../fixture";
import { lb, securityGroup, subnet, twoSubnets, vpc } from "../fixture";

const natGateway = (account: TestAccount, subnetId: string, name = "nat") =>
  account.create("ec2/natGateway:NatGateway", name, { subnetId, allocationId: "eipalloc-1" });

const everywhere = { destinationCidrBlock: "0.0.0.0/0" };

export const network: Readonly<Record<string, Case>> = {
  "security group deleted while in use": {
    error: /DependencyViolation: resource .* has a dependent object/,
    refused: (account) => {
      const { id } = securityGroup(account, "g", vpc(account));
      account.create(lb("LoadBalancer"), "a", { securityGroups: [id] });
      account.delete("g");
    },
    accepted: (account) => {
      const { id } = securityGroup(account, "g", vpc(account));
      account.create(lb("LoadBalancer"), "a", { securityGroups: [id] });
      account.delete("a");
      account.delete("g");
    },
  },
  "duplicate security group rule": {
    error: /InvalidPermission\.Duplicate/,
    refused: (account) => {
      const rule = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "10.0.0.0/8" };
      for (const name of ["one", "two"])
        account.create("vpc/securityGroupIngressRule:SecurityGroupIngressRule", name, rule);
    },
    accepted: (account) => {
      const rule = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "10.0.0.0/8" };
      account.create("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "one", rule);
      account.create("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "two", { ...rule, toPort: 81 });
    },
  },
  "second route of a table to one destination": {
    error: /RouteAlreadyExists: The route identified by 0\.0\.0\.0\/0 already exists\./,
    refused: (account) => {
      for (const name of ["one", "two"])
        account.create("ec2/route:Route", name, { routeTableId: "rtb-1", ...everywhere });
    },
    accepted: (account) => {
      account.create("ec2/route:Route", "one", { routeTableId: "rtb-1", ...everywhere });
      account.create("ec2/route:Route", "two", { routeTableId: "rtb-2", ...everywhere });
      account.create("ec2/route:Route", "three", { routeTableId: "rtb-1", destinationCidrBlock: "10.9.0.0/16" });
    },
  },
  "overlapping subnet": {
    error: /InvalidSubnet\.Conflict/,
    refused: (account) => {
      const to = vpc(account);
      subnet(account, "one", to, "10.0.0.0/23");
      subnet(account, "two", to, "10.0.1.0/24");
    },
    accepted: (account) => {
      const to = vpc(account);
      subnet(account, "one", to, "10.0.0.0/24");
      subnet(account, "two", to, "10.0.1.0/24");
    },
  },
  "name of more than 32 characters": {
    error: /longer than 32 characters/,
    refused: (account) => {
      account.create(lb("LoadBalancer"), "a", { name: "a".repeat(33) });
    },
    accepted: (account) => {
      account.create(lb("LoadBalancer"), "a", { name: "a".repeat(32) });
    },
  },
  "subnet deleted while in use": {
    error: /DependencyViolation: The subnet '.*' has dependencies/,
    refused: (account) => {
      const { id } = subnet(account, "one", vpc(account), "10.0.0.0/24");
      account.create(lb("LoadBalancer"), "n", { loadBalancerType: "network", subnets: [id] });
      account.delete("one");
    },
    accepted: (account) => {
      const { id } = subnet(account, "one", vpc(account), "10.0.0.0/24");
      account.create(lb("LoadBalancer"), "n", { loadBalancerType: "network", subnets: [id] });
      account.delete("n");
      account.delete("one");
    },
  },
  "load balancer in two VPCs": {
    error: /All subnets must be in the same VPC/,
    refused: (account) => {
      const subnets = [
        subnet(account, "one", vpc(account), "10.0.0.0/24"),
        subnet(account, "two", vpc(account, "other"), "10.0.1.0/24"),
      ];
      account.create(lb("LoadBalancer"), "a", { subnets: subnets.map(({ id }) => id) });
    },
    accepted: (account) => {
      account.create(lb("LoadBalancer"), "a", { subnets: twoSubnets(account, vpc(account), 0) });
    },
  },
  "load balancer moved to another VPC": {
    error: /All subnets must be in the same VPC/,
    refused: (account) => {
      account.create(lb("LoadBalancer"), "a", { subnets: twoSubnets(account, vpc(account), 0) });
      account.update("a", { subnets: twoSubnets(account, vpc(account, "other"), 2) });
    },
    accepted: (account) => {
      const to = vpc(account);
      account.create(lb("LoadBalancer"), "a", { subnets: twoSubnets(account, to, 0) });
      account.update("a", { subnets: twoSubnets(account, to, 2) });
    },
  },
  "subnet outside its VPC's range": {
    error: /InvalidSubnet\.Range/,
    refused: (account) => {
      subnet(account, "one", vpc(account), "10.1.0.0/24");
    },
    accepted: (account) => {
      subnet(account, "one", vpc(account), "10.0.255.0/24");
    },
  },
  "VPC deleted before its subnets": {
    error: /DependencyViolation: The vpc '.*' has dependencies/,
    refused: (account) => {
      subnet(account, "one", vpc(account), "10.0.0.0/24");
      account.delete("vpc");
    },
    accepted: (account) => {
      subnet(account, "one", vpc(account), "10.0.0.0/24");
      account.delete("one");
      account.delete("vpc");
    },
  },
  "load balancer in one zone": {
    error: /At least two subnets in two different Availability Zones/,
    refused: (account) => {
      account.create(lb("LoadBalancer"), "a", { subnets: [subnet(account, "one", vpc(account), "10.0.0.0/24").id] });
    },
    accepted: (account) => {
      const subnets = [subnet(account, "one", vpc(account), "10.0.0.0/24").id];
      account.create(lb("LoadBalancer"), "n", { subnets, loadBalancerType: "network" });
    },
  },
  "NAT gateway created before the internet gateway of its VPC": {
    error:
      /waiting for EC2 NAT Gateway \(nat-\w+\) create: .*Gateway\.NotAttached: Network vpc-\w+ has no Internet gateway attached$/,
    refused: (account) => {
      const [own, other] = [vpc(account), vpc(account, "other")];
      account.create("ec2/internetGateway:InternetGateway", "igw", { vpcId: other.id });
      natGateway(account, subnet(account, "one", own, "10.0.0.0/24").id);
    },
    accepted: (account) => {
      const own = vpc(account);
      const subnetId = subnet(account, "one", own, "10.0.0.0/24").id;
      for (const name of ["one", "two"])
        account.create("ec2/natGateway:NatGateway", name, { subnetId, connectivityType: "private" });
      account.create("ec2/internetGateway:InternetGateway", "igw", { vpcId: own.id });
      natGateway(account, subnetId);
    },
  },
  "NAT gateway with the elastic IP of another one": {
    error: /Resource\.AlreadyAssociated: Elastic IP address eipalloc-1 is already associated$/,
    refused: (account) => {
      natGateway(account, "subnet-1");
      natGateway(account, "subnet-2", "replacement");
    },
    accepted: (account) => {
      natGateway(account, "subnet-1");
      account.delete("nat");
      natGateway(account, "subnet-2", "replacement");
    },
  },
};
