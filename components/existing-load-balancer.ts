import * as pulumi from "@pulumi/pulumi";
import type { ExistingBalancerNode } from "../core/plan";
import type { LoadBalancerHandle } from "./load-balancer-handle";
import type { SecurityGroups } from "./security-groups";

/** What precedes the last part of the ARN of a load balancer: `app/<name>/<id>` or `net/<name>/<id>`. */
const marker = ":loadbalancer/";

/** An existing load balancer. Its only resources are ingress rules in its security group. */
export class ExistingLoadBalancer extends pulumi.ComponentResource implements LoadBalancerHandle {
  readonly arn: string;
  readonly arnSuffix: string;
  readonly dnsName: string;
  readonly securityGroupId: string | undefined;
  private readonly listenerArn: string;

  constructor(
    name: string,
    args: { readonly balancer: ExistingBalancerNode; readonly securityGroups: SecurityGroups },
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("private-integrations:index:ExistingBalancer", name, {}, opts);
    const { arn, dnsName, listenerArn, securityGroupId } = args.balancer;
    this.arn = arn;
    this.arnSuffix = arn.slice(arn.indexOf(marker) + marker.length);
    this.dnsName = dnsName;
    this.listenerArn = listenerArn;
    this.securityGroupId = securityGroupId;
    if (securityGroupId !== undefined)
      args.securityGroups.add({ kind: "existing", id: securityGroupId }, securityGroupId, this);
    this.registerOutputs({ arn, dnsName });
  }

  listener(): { readonly arn: string } {
    return { arn: this.listenerArn };
  }

  before(): readonly [] {
    return [];
  }
}
