import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TargetGroupNode } from "../core/plan";
import type { LoadBalancerHandle } from "./load-balancer-handle";

/** What answers a health check well. */
const healthyCodes = "200-399";

/**
 * Of an `alb` group only protocol and path of the check may be chosen; everything else stays AWS's own.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
 */
function healthCheck({ target, healthCheck: check }: TargetGroupNode): aws.types.input.lb.TargetGroupHealthCheck {
  if (target.kind === "alb") return { protocol: "HTTP", path: check.path };
  return {
    protocol: "HTTP",
    path: check.path,
    matcher: healthyCodes,
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    healthyThreshold: check.healthyThreshold,
    unhealthyThreshold: check.unhealthyThreshold,
  };
}

/**
 * Target group for the tasks of a service, or for one ALB. Without a physical name, so that it can be replaced.
 *
 * It belongs to one balancer only, and a group of an ALB takes one ALB only. So where the balancer or the ALB is replaced
 * (an NLB that loses a subnet, say), the group is replaced as well: the new balancer's listener would otherwise ask for a
 * group that the old one still has, and the update would end there for good.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
 *
 * @param replaceWith - the balancer, and what is replaced when the ALB is
 */
export function createTargetGroup(
  node: TargetGroupNode,
  vpcId: pulumi.Input<string>,
  replaceWith: pulumi.Resource[],
  parent: pulumi.Resource,
): aws.lb.TargetGroup {
  const targetType = node.target.kind === "alb" ? "alb" : "ip";
  return new aws.lb.TargetGroup(
    node.name,
    { vpcId, targetType, protocol: node.protocol, port: node.port, healthCheck: healthCheck(node) },
    { parent, replaceWith },
  );
}

/** Registers an ALB as target. AWS wants a listener on that port to exist, so the attachment waits for it. */
export function attachAlb(
  node: TargetGroupNode,
  group: aws.lb.TargetGroup,
  alb: LoadBalancerHandle,
  parent: pulumi.Resource,
): void {
  const { resource } = alb.listener(node.port);
  new aws.lb.TargetGroupAttachment(
    node.name,
    { targetGroupArn: group.arn, targetId: alb.arn, port: node.port },
    { parent, ...(resource === undefined ? {} : { dependsOn: [resource] }) },
  );
}
