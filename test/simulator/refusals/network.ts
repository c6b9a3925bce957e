import type { Case } from "../fixture";
import { lb, securityGroup, subnet, twoSubnets, vpc } from "../fixture";

export const network: Readonly<Record<string, Case>> = {
  "security group deleted while in use": {
    error: /DependencyViolation: resource .* has a dependent object/,
    refused: (s) => {
      const { id } = securityGroup(s, "g", vpc(s));
      s.make(lb("LoadBalancer"), "a", { securityGroups: [id] });
      s.delete("g");
    },
    accepted: (s) => {
      const { id } = securityGroup(s, "g", vpc(s));
      s.make(lb("LoadBalancer"), "a", { securityGroups: [id] });
      s.delete("a");
      s.delete("g");
    },
  },
  "one security group rule twice": {
    error: /InvalidPermission\.Duplicate/,
    refused: (s) => {
      const rule = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "10.0.0.0/8" };
      for (const name of ["one", "two"]) s.make("vpc/securityGroupIngressRule:SecurityGroupIngressRule", name, rule);
    },
    accepted: (s) => {
      const rule = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "10.0.0.0/8" };
      s.make("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "one", rule);
      s.make("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "two", { ...rule, toPort: 81 });
    },
  },
  "subnets that overlap": {
    error: /InvalidSubnet\.Conflict/,
    refused: (s) => {
      const to = vpc(s);
      subnet(s, "one", to, "10.0.0.0/23");
      subnet(s, "two", to, "10.0.1.0/24");
    },
    accepted: (s) => {
      const to = vpc(s);
      subnet(s, "one", to, "10.0.0.0/24");
      subnet(s, "two", to, "10.0.1.0/24");
    },
  },
  "name of more than 32 characters": {
    error: /longer than 32 characters/,
    refused: (s) => {
      s.make(lb("LoadBalancer"), "a", { name: "a".repeat(33) });
    },
    accepted: (s) => {
      s.make(lb("LoadBalancer"), "a", { name: "a".repeat(32) });
    },
  },
  "subnet deleted while in use": {
    error: /DependencyViolation: The subnet '.*' has dependencies/,
    refused: (s) => {
      const { id } = subnet(s, "one", vpc(s), "10.0.0.0/24");
      s.make(lb("LoadBalancer"), "n", { loadBalancerType: "network", subnets: [id] });
      s.delete("one");
    },
    accepted: (s) => {
      const { id } = subnet(s, "one", vpc(s), "10.0.0.0/24");
      s.make(lb("LoadBalancer"), "n", { loadBalancerType: "network", subnets: [id] });
      s.delete("n");
      s.delete("one");
    },
  },
  "subnets of one balancer in two VPCs": {
    error: /All subnets must be in the same VPC/,
    refused: (s) => {
      const subnets = [subnet(s, "one", vpc(s), "10.0.0.0/24"), subnet(s, "two", vpc(s, "other"), "10.0.1.0/24")];
      s.make(lb("LoadBalancer"), "a", { subnets: subnets.map(({ id }) => id) });
    },
    accepted: (s) => {
      s.make(lb("LoadBalancer"), "a", { subnets: twoSubnets(s, vpc(s), 0) });
    },
  },
  "balancer moved to another VPC": {
    error: /All subnets must be in the same VPC/,
    refused: (s) => {
      s.make(lb("LoadBalancer"), "a", { subnets: twoSubnets(s, vpc(s), 0) });
      s.update("a", { subnets: twoSubnets(s, vpc(s, "other"), 2) });
    },
    accepted: (s) => {
      const to = vpc(s);
      s.make(lb("LoadBalancer"), "a", { subnets: twoSubnets(s, to, 0) });
      s.update("a", { subnets: twoSubnets(s, to, 2) });
    },
  },
  "subnet outside its VPC's range": {
    error: /InvalidSubnet\.Range/,
    refused: (s) => {
      subnet(s, "one", vpc(s), "10.1.0.0/24");
    },
    accepted: (s) => {
      subnet(s, "one", vpc(s), "10.0.255.0/24");
    },
  },
  "VPC deleted before its subnets": {
    error: /DependencyViolation: The vpc '.*' has dependencies/,
    refused: (s) => {
      subnet(s, "one", vpc(s), "10.0.0.0/24");
      s.delete("vpc");
    },
    accepted: (s) => {
      subnet(s, "one", vpc(s), "10.0.0.0/24");
      s.delete("one");
      s.delete("vpc");
    },
  },
  "cluster deleted before its services": {
    error: /ClusterContainsServicesException/,
    refused: (s) => {
      s.make("ecs/service:Service", "service", { cluster: s.make("ecs/cluster:Cluster", "cluster").id });
      s.delete("cluster");
    },
    accepted: (s) => {
      s.make("ecs/service:Service", "service", { cluster: s.make("ecs/cluster:Cluster", "cluster").id });
      s.delete("service");
      s.delete("cluster");
    },
  },
  "balancer in one zone": {
    error: /At least two subnets in two different Availability Zones/,
    refused: (s) => {
      s.make(lb("LoadBalancer"), "a", { subnets: [subnet(s, "one", vpc(s), "10.0.0.0/24").id] });
    },
    accepted: (s) => {
      const subnets = [subnet(s, "one", vpc(s), "10.0.0.0/24").id];
      s.make(lb("LoadBalancer"), "n", { subnets, loadBalancerType: "network" });
    },
  },
};
