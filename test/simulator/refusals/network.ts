import type { Case } from "../scene";
import { lb, securityGroup, subnet, vpc } from "../scene";

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
};
