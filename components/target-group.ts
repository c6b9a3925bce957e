import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TargetGroupNode } from "../core/plan";
import { aliasesOf } from "./aliases";
import type { InterfaceEndpoint } from "./interface-endpoint";
import type { LoadBalancerHandle } from "./load-balancer-handle";

/** Status codes of a successful health check. */
const healthyCodes = "200-399";

/**
 * Health check of a target group. With target type `alb` only protocol and path are set; the rest are the AWS defaults.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
 */
function healthCheck(node: TargetGroupNode): aws.types.input.lb.TargetGroupHealthCheck {
  const { target, healthCheck: check } = node;
  const protocol = node.healthCheckProtocol ?? "HTTP";
  if (target.kind === "alb") return { protocol, path: check.path };
  return {
    protocol,
    path: check.path,
    matcher: healthyCodes,
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    healthyThreshold: check.healthyThreshold,
    unhealthyThreshold: check.unhealthyThreshold,
  };
}

/**
 * Creates the target group for the tasks or the endpoint of a service, or for one ALB. It has no physical name, so that it
 * can be replaced.
 *
 * A target group belongs to one load balancer only, and takes one ALB only. So a replacement of the load balancer or
 * the ALB (for example of an NLB that loses a subnet) also replaces the target group. Otherwise the listener of the new
 * load balancer would use a target group that the old one still has, and every update would fail.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
 *
 * @param replaceWith - the load balancer, and the listener of an ALB target
 */
export function createTargetGroup(
  node: TargetGroupNode,
  vpcId: pulumi.Input<string>,
  replaceWith: pulumi.Resource[],
  opts: pulumi.CustomResourceOptions,
): aws.lb.TargetGroup {
  const { name, protocol, port, drainSeconds, target } = node;
  const targetType = target.kind === "alb" ? "alb" : "ip";
  return new aws.lb.TargetGroup(
    name,
    {
      ...{ vpcId, targetType, protocol, port, healthCheck: healthCheck(node) },
      ...(drainSeconds === undefined ? {} : { deregistrationDelay: drainSeconds }),
    },
    // Groups of earlier versions have the port of their container, and a new port would replace them.
    { ...opts, replaceWith, ...(targetType === "ip" ? { ignoreChanges: ["port"] } : {}) },
  );
}

/**
 * Registers the addresses of an interface endpoint as targets, each with the port of the provider. They are registered
 * once the security groups let the load balancer connect to them.
 *
 * @param names - name of the target group, and those that it had before
 */
export const attachEndpoint = (
  [name = "", ...former]: readonly string[],
  group: aws.lb.TargetGroup,
  endpoint: InterfaceEndpoint,
  opts: pulumi.CustomResourceOptions,
): aws.lb.TargetGroupAttachment[] =>
  [...endpoint.addresses()].map(
    ([zone, targetId]) =>
      new aws.lb.TargetGroupAttachment(
        `${name}-${zone}`,
        { targetGroupArn: group.arn, targetId, port: endpoint.port },
        { ...opts, ...aliasesOf(former.map((before) => `${before}-${zone}`)) },
      ),
  );

/** Registers an ALB as target. AWS requires a listener on that port, so the attachment depends on it. */
export function attachAlb(
  node: TargetGroupNode,
  group: aws.lb.TargetGroup,
  alb: LoadBalancerHandle,
  opts: pulumi.CustomResourceOptions,
): aws.lb.TargetGroupAttachment {
  const { resource } = alb.listener(node.port);
  return new aws.lb.TargetGroupAttachment(
    node.name,
    { targetGroupArn: group.arn, targetId: alb.arn, port: node.port },
    { ...opts, ...(resource === undefined ? {} : { dependsOn: [resource] }) },
  );
}
