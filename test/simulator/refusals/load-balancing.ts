import type { Case, TestAccount } from "../fixture";
import { attach, balancer, group, lb, linkV1, listener, rule, subnet, twoSubnets, vpc } from "../fixture";

const onAlb = (account: TestAccount, name = "g") => {
  const g = group(account, name);
  return [listener(account, "l", balancer(account, "a"), 80, g), g] as const;
};

const twoInOneZone = (loadBalancerType: string): Case => ({
  error:
    /^Error: InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone$/,
  refused: (account) => {
    const to = vpc(account);
    const subnets = [...twoSubnets(account, to, 0), subnet(account, "third", to, "10.0.9.0/24").id];
    account.create(lb("LoadBalancer"), "a", { subnets, loadBalancerType });
  },
  accepted: (account) => {
    account.create(lb("LoadBalancer"), "a", { subnets: twoSubnets(account, vpc(account), 0), loadBalancerType });
  },
});

export const balancing: Readonly<Record<string, Case>> = {
  "target group deleted while a listener uses it": {
    error: /^Error: ResourceInUse: Target group '.*' is currently in use by a listener or a rule$/,
    refused: (account) => {
      listener(account, "l", balancer(account, "a"), 80, group(account, "g"));
      account.delete("g");
    },
    accepted: (account) => {
      listener(account, "l", balancer(account, "a"), 80, group(account, "g"));
      account.delete("l");
      account.delete("g");
    },
  },
  "target group deleted while a listener rule uses it": {
    error: /ResourceInUse: .* in use by a listener or a rule/,
    refused: (account) => {
      rule(
        account,
        "r",
        listener(account, "l", balancer(account, "a"), 80, group(account, "default")),
        10,
        group(account, "g"),
      );
      account.delete("g");
    },
    accepted: (account) => {
      rule(
        account,
        "r",
        listener(account, "l", balancer(account, "a"), 80, group(account, "default")),
        10,
        group(account, "g"),
      );
      account.delete("r");
      account.delete("g");
    },
  },
  "ALB deleted while it is a target": {
    error: /ResourceInUse: .* registered as a target/,
    refused: (account) => {
      const alb = balancer(account, "a");
      listener(account, "l", alb, 80, group(account, "g"));
      attach(account, "t", group(account, "to-alb"), alb);
      account.delete("a");
    },
    accepted: (account) => {
      const alb = balancer(account, "a");
      listener(account, "l", alb, 80, group(account, "g"));
      attach(account, "t", group(account, "to-alb"), alb);
      account.delete("t");
      account.delete("a");
    },
  },
  "NLB deleted while a V1 link uses it": {
    error: /ResourceInUse: .* associated with another service/,
    refused: (account) => {
      linkV1(account, "link", balancer(account, "n", "network"));
      account.delete("n");
    },
    accepted: (account) => {
      linkV1(account, "link", balancer(account, "n", "network"));
      account.delete("link");
      account.delete("n");
    },
  },
  "duplicate listener port": {
    error: /DuplicateListener: A listener already exists on this port/,
    refused: (account) => {
      const [alb, g] = [balancer(account, "a"), group(account, "g")];
      listener(account, "one", alb, 80, g);
      listener(account, "two", alb, 80, g);
    },
    accepted: (account) => {
      const [alb, g] = [balancer(account, "a"), group(account, "g")];
      listener(account, "one", alb, 80, g);
      listener(account, "two", alb, 81, g);
    },
  },
  "duplicate rule priority": {
    error: /PriorityInUse: Priority '10' is currently in use/,
    refused: (account) => {
      const [at, g] = onAlb(account);
      rule(account, "one", at, 10, g);
      rule(account, "two", at, 10, g);
    },
    accepted: (account) => {
      const [at, g] = onAlb(account);
      rule(account, "one", at, 10, g);
      rule(account, "two", at, 20, g);
    },
  },
  "target group on two load balancers": {
    error: /TargetGroupAssociationLimit: /,
    refused: (account) => {
      const g = group(account, "g");
      listener(account, "one", balancer(account, "a"), 80, g);
      listener(account, "two", balancer(account, "b"), 80, g);
    },
    accepted: (account) => {
      const g = group(account, "g");
      listener(account, "one", balancer(account, "a"), 80, g);
      account.delete("one");
      listener(account, "two", balancer(account, "b"), 80, g);
    },
  },
  "listener updated to a target group of another load balancer": {
    error: /TargetGroupAssociationLimit: /,
    refused: (account) => {
      const g = group(account, "g");
      onAlb(account, "own");
      listener(account, "other", balancer(account, "b"), 80, g);
      account.update("l", { defaultActions: [{ type: "forward", targetGroupArn: g.id }] });
    },
    accepted: (account) => {
      const g = group(account, "g");
      const [at] = onAlb(account, "own");
      rule(account, "r", at, 10, g);
      account.update("l", { defaultActions: [{ type: "forward", targetGroupArn: g.id }] });
    },
  },
  "attachment to a port without a listener of the ALB": {
    error: /InvalidTarget: .*must have at least one listener/,
    refused: (account) => {
      attach(account, "t", group(account, "to-alb"), balancer(account, "a"));
    },
    accepted: (account) => {
      const alb = balancer(account, "a");
      listener(account, "l", alb, 80, group(account, "g"));
      attach(account, "t", group(account, "to-alb"), alb);
    },
  },
  "second ALB in a target group": {
    error: /TooManyTargets: You cannot register more than one Application Load Balancer/,
    refused: (account) => {
      const toAlb = group(account, "to-alb", { targetType: "alb" });
      for (const name of ["a", "b"]) {
        const alb = balancer(account, name);
        listener(account, `${name}-80`, alb, 80, group(account, `${name}-tasks`));
        attach(account, `t-${name}`, toAlb, alb);
      }
    },
    accepted: (account) => {
      const toAlb = group(account, "to-alb", { targetType: "alb" });
      for (const name of ["a", "b"]) {
        const alb = balancer(account, name);
        listener(account, `${name}-80`, alb, 80, group(account, `${name}-tasks`));
        attach(account, `t-${name}`, toAlb, alb);
        account.delete(`t-${name}`);
      }
    },
  },
  "duplicate load balancer name": {
    error: /DuplicateLoadBalancerName: /,
    refused: (account) => {
      balancer(account, "a");
      account.create(lb("LoadBalancer"), "b", { name: "a-0000001", loadBalancerType: "network" });
    },
    accepted: (account) => {
      balancer(account, "a");
      balancer(account, "b", "network");
    },
  },
  "duplicate target group name": {
    error: /DuplicateTargetGroupName: /,
    refused: (account) => {
      group(account, "g");
      group(account, "h", { name: "g-0000001" });
    },
    accepted: (account) => {
      group(account, "g");
      group(account, "h");
    },
  },
  "load balancer with two subnets in one zone": twoInOneZone("application"),
  "NLB with two subnets in one zone": twoInOneZone("network"),
  "subnet of a zone that the load balancer already has": {
    error: /cannot be attached to multiple subnets in the same Availability Zone/,
    refused: (account) => {
      const to = vpc(account);
      const subnets = twoSubnets(account, to, 0);
      account.create(lb("LoadBalancer"), "a", { subnets });
      account.update("a", { subnets: [...subnets, subnet(account, "third", to, "10.0.9.0/24").id] });
    },
    accepted: (account) => {
      const to = vpc(account);
      const subnets = twoSubnets(account, to, 0);
      account.create(lb("LoadBalancer"), "a", { subnets });
      account.update("a", { subnets: [...subnets, subnet(account, "third", to, "10.0.9.0/24", "us-east-1c").id] });
    },
  },
};
