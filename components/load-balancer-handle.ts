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
}
