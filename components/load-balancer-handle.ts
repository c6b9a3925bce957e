import type * as pulumi from "@pulumi/pulumi";

/** What others need of a balancer, whether the stack made it or it existed. */
export interface LoadBalancerHandle {
  readonly arn: pulumi.Input<string>;
  readonly dnsName: pulumi.Input<string>;
  /** Listener by port: its ARN, and the resource to wait for if the stack makes it. */
  listener(port: number): { readonly arn: pulumi.Input<string>; readonly resource?: pulumi.Resource };
}

/** A target group with the listeners and rules that carry requests to it: ECS takes it only once it has one. */
export interface TargetGroupHandle {
  readonly arn: pulumi.Output<string>;
  readonly carriers: readonly pulumi.Resource[];
}
