import type { Case, TestAccount } from "../fixture";
import { attach, balancer, group, lb, linkV1, listener, rule } from "../fixture";

const onAlb = (s: TestAccount) => {
  const g = group(s, "g");
  return [listener(s, "l", balancer(s, "a"), 80, g), g] as const;
};

export const balancing: Readonly<Record<string, Case>> = {
  "target group in use by a listener": {
    error: /^Error: ResourceInUse: Target group '.*' is currently in use by a listener or a rule$/,
    refused: (s) => {
      listener(s, "l", balancer(s, "a"), 80, group(s, "g"));
      s.delete("g");
    },
    accepted: (s) => {
      listener(s, "l", balancer(s, "a"), 80, group(s, "g"));
      s.delete("l");
      s.delete("g");
    },
  },
  "target group in use by a rule": {
    error: /ResourceInUse: .* in use by a listener or a rule/,
    refused: (s) => {
      rule(s, "r", listener(s, "l", balancer(s, "a"), 80, group(s, "default")), 10, group(s, "g"));
      s.delete("g");
    },
    accepted: (s) => {
      rule(s, "r", listener(s, "l", balancer(s, "a"), 80, group(s, "default")), 10, group(s, "g"));
      s.delete("r");
      s.delete("g");
    },
  },
  "ALB deleted while it is a target": {
    error: /ResourceInUse: .* registered as a target/,
    refused: (s) => {
      const alb = balancer(s, "a");
      listener(s, "l", alb, 80, group(s, "g"));
      attach(s, "t", group(s, "front"), alb);
      s.delete("a");
    },
    accepted: (s) => {
      const alb = balancer(s, "a");
      listener(s, "l", alb, 80, group(s, "g"));
      attach(s, "t", group(s, "front"), alb);
      s.delete("t");
      s.delete("a");
    },
  },
  "NLB deleted while a V1 link uses it": {
    error: /ResourceInUse: .* associated with another service/,
    refused: (s) => {
      linkV1(s, "link", balancer(s, "n", "network"));
      s.delete("n");
    },
    accepted: (s) => {
      linkV1(s, "link", balancer(s, "n", "network"));
      s.delete("link");
      s.delete("n");
    },
  },
  "listener port taken twice": {
    error: /DuplicateListener: A listener already exists on this port/,
    refused: (s) => {
      const [alb, g] = [balancer(s, "a"), group(s, "g")];
      listener(s, "one", alb, 80, g);
      listener(s, "two", alb, 80, g);
    },
    accepted: (s) => {
      const [alb, g] = [balancer(s, "a"), group(s, "g")];
      listener(s, "one", alb, 80, g);
      listener(s, "two", alb, 81, g);
    },
  },
  "priority in use": {
    error: /PriorityInUse: Priority '10' is currently in use/,
    refused: (s) => {
      const [at, g] = onAlb(s);
      rule(s, "one", at, 10, g);
      rule(s, "two", at, 10, g);
    },
    accepted: (s) => {
      const [at, g] = onAlb(s);
      rule(s, "one", at, 10, g);
      rule(s, "two", at, 20, g);
    },
  },
  "target group on a second balancer": {
    error: /TargetGroupAssociationLimit: /,
    refused: (s) => {
      const g = group(s, "g");
      listener(s, "one", balancer(s, "a"), 80, g);
      listener(s, "two", balancer(s, "b"), 80, g);
    },
    accepted: (s) => {
      const g = group(s, "g");
      listener(s, "one", balancer(s, "a"), 80, g);
      s.delete("one");
      listener(s, "two", balancer(s, "b"), 80, g);
    },
  },
  "attachment at a port on which the ALB does not listen": {
    error: /InvalidTarget: .*must have at least one listener/,
    refused: (s) => {
      attach(s, "t", group(s, "front"), balancer(s, "a"));
    },
    accepted: (s) => {
      const alb = balancer(s, "a");
      listener(s, "l", alb, 80, group(s, "g"));
      attach(s, "t", group(s, "front"), alb);
    },
  },
  "second ALB in a target group": {
    error: /TooManyTargets: You cannot register more than one Application Load Balancer/,
    refused: (s) => {
      const front = group(s, "front", { targetType: "alb" });
      for (const name of ["a", "b"]) {
        const alb = balancer(s, name);
        listener(s, `${name}-80`, alb, 80, group(s, `${name}-tasks`));
        attach(s, `t-${name}`, front, alb);
      }
    },
    accepted: (s) => {
      const front = group(s, "front", { targetType: "alb" });
      for (const name of ["a", "b"]) {
        const alb = balancer(s, name);
        listener(s, `${name}-80`, alb, 80, group(s, `${name}-tasks`));
        attach(s, `t-${name}`, front, alb);
        s.delete(`t-${name}`);
      }
    },
  },
  "name of a balancer that exists": {
    error: /DuplicateLoadBalancerName: /,
    refused: (s) => {
      balancer(s, "a");
      s.make(lb("LoadBalancer"), "b", { name: "a-0000001", loadBalancerType: "network" });
    },
    accepted: (s) => {
      balancer(s, "a");
      balancer(s, "b", "network");
    },
  },
  "name of a target group that exists": {
    error: /DuplicateTargetGroupName: /,
    refused: (s) => {
      group(s, "g");
      group(s, "h", { name: "g-0000001" });
    },
    accepted: (s) => {
      group(s, "g");
      group(s, "h");
    },
  },
  "service whose target group has no balancer": {
    error: /InvalidParameterException: .* does not have an associated load balancer/,
    refused: (s) => {
      s.make("ecs/service:Service", "service", { loadBalancers: [{ targetGroupArn: group(s, "g").id }] });
    },
    accepted: (s) => {
      const g = group(s, "g");
      listener(s, "l", balancer(s, "a"), 80, g);
      s.make("ecs/service:Service", "service", { loadBalancers: [{ targetGroupArn: g.id }] });
    },
  },
};
