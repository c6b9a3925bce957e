import type { Case } from "../scene";
import { attach, balancer, group, lb, linkV1, listener } from "../scene";

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
      const at = listener(s, "l", balancer(s, "a"), 80, group(s, "g"));
      s.make(lb("ListenerRule"), "one", { listenerArn: at.id, priority: 10 });
      s.make(lb("ListenerRule"), "two", { listenerArn: at.id, priority: 10 });
    },
    accepted: (s) => {
      const at = listener(s, "l", balancer(s, "a"), 80, group(s, "g"));
      s.make(lb("ListenerRule"), "one", { listenerArn: at.id, priority: 10 });
      s.make(lb("ListenerRule"), "two", { listenerArn: at.id, priority: 20 });
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
