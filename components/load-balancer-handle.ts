import type * as pulumi from "@pulumi/pulumi";

/** A new or existing load balancer, as other components use it. */
export interface LoadBalancerHandle {
  readonly arn: pulumi.Input<string>;
  /** Its name in CloudWatch. */
  readonly arnSuffix: pulumi.Input<string>;
  readonly dnsName: pulumi.Input<string>;
  /** Its security group; an existing NLB may have none. */
  readonly securityGroupId: pulumi.Input<string> | undefined;
  /** Listener by port: its ARN, and its resource if the stack creates it, for `dependsOn`. */
  listener(port: number): { readonly arn: pulumi.Input<string>; readonly resource?: pulumi.Resource };
  /**
   * What has to exist before requests of a service that arrive at a port reach its target group: the listener, the rule
   * of the service, and the registration of an ALB with what it needs itself.
   */
  before(port: number, service: string): readonly pulumi.Resource[];
}

/** A target group with the listeners and listener rules that forward to it. ECS refuses a target group without one. */
export interface TargetGroupHandle {
  readonly arn: pulumi.Output<string>;
  /** Names in CloudWatch of the target group and of its load balancer. */
  readonly arnSuffix: pulumi.Output<string>;
  readonly balancerArnSuffix: pulumi.Output<string>;
  readonly carriers: readonly pulumi.Resource[];
  /** Port of the container that is registered; undefined for the only one. */
  readonly containerPort: number | undefined;
  /** Whether ECS moves requests here, from its primary target group. */
  readonly isAlternate: boolean;
  /** What ECS needs to move requests to its alternate; undefined without one. */
  readonly shift: ShiftHandle | undefined;
}

/** How ECS moves requests from a target group to its alternate. */
export interface ShiftHandle {
  readonly alternateArn: pulumi.Output<string>;
  /** ARN of the listener in front of both. */
  readonly listenerArn: pulumi.Output<string>;
  /** ARN of what carries the requests of clients: a listener rule of an ALB, or that listener of an NLB. */
  readonly production: pulumi.Output<string>;
  /** ARNs of the listener rules of an ALB whose actions ECS changes; none behind an NLB. */
  readonly rules: readonly pulumi.Output<string>[];
  /** ARN of the listener rule of tests, if there is one. */
  readonly test: pulumi.Output<string> | undefined;
}
