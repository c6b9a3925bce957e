import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerHandle } from "./load-balancer-handle";
import type { Network } from "./network";
import type { SecurityGroups } from "./security-groups";

/** VPC link V1: connects to one NLB through PrivateLink. */
export class VpcLinkV1 extends pulumi.ComponentResource {
  readonly linkId: pulumi.Output<string>;

  constructor(name: string, args: { readonly nlb: LoadBalancerHandle }, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:VpcLinkV1", name, {}, opts);
    this.linkId = new aws.apigateway.VpcLink(name, { targetArn: args.nlb.arn }, { parent: this }).id;
    this.registerOutputs({ linkId: this.linkId });
  }
}

/**
 * VPC link V2: network interfaces of API Gateway in the private subnets of a VPC. A VPC link V2 is immutable, so it has
 * its own security group, and only the rules of that group change.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html
 */
export class VpcLinkV2 extends pulumi.ComponentResource {
  readonly linkId: pulumi.Output<string>;

  constructor(
    name: string,
    args: { readonly network: Network; readonly securityGroups: SecurityGroups },
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("private-integrations:index:VpcLinkV2", name, {}, opts);
    const { network, securityGroups } = args;
    const group = securityGroups.create({ kind: "link", owner: name }, network.vpcId, this);
    const link = new aws.apigatewayv2.VpcLink(
      name,
      { subnetIds: network.privateSubnetIds, securityGroupIds: [group.id] },
      { parent: this },
    );
    this.linkId = link.id;
    this.registerOutputs({ linkId: this.linkId });
  }
}
