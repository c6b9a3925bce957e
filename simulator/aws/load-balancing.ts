import type { Context, Model } from "./model";
import { accountId, arn, digest, text } from "./model";

const named32 = { autoname: { property: "name", maxLength: 32 } };
const elb = (context: Context, resource: string) => arn("elasticloadbalancing", context, resource);

/** ARN of a listener or listener rule: `.../listener/app/orders-alb-1a2b3c4/0123456789abcdef/fedcba9876543210`. */
const partOf = (parent: string, from: string, to: string) => (context: Context) =>
  `${text(context.inputs, parent).replace(`:${from}/`, `:${to}/`)}/${digest(context.urn, 16)}`;
const selfArn = (_: Context, id: string) => ({ arn: id });

/** Resource types of Elastic Load Balancing. ARN forms: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html */
export const balancing: Readonly<Record<string, Model>> = {
  "aws:lb/loadBalancer:LoadBalancer": {
    ...named32,
    id: (context) => {
      const kind = context.inputs["loadBalancerType"] === "network" ? "net" : "app";
      return elb(context, `loadbalancer/${kind}/${text(context.inputs, "name")}/${digest(context.urn, 16)}`);
    },
    outputs: ({ inputs, region, urn }, id) => {
      const name = text(inputs, "name");
      const host =
        inputs["loadBalancerType"] === "network"
          ? `${name}-${digest(urn, 16)}.elb.${region}`
          : `${inputs["internal"] === true ? "internal-" : ""}${name}-${parseInt(digest(urn, 8), 16)}.${region}.elb`;
      return {
        arn: id,
        arnSuffix: id.split("loadbalancer/")[1],
        dnsName: `${host}.amazonaws.com`,
        // Hosted zone ids of us-east-1, used in every Region: https://docs.aws.amazon.com/general/latest/gr/elb.html
        zoneId: inputs["loadBalancerType"] === "network" ? "Z26RNL4JYFTOTI" : "Z35SXDOTRQ7X7K",
      };
    },
  },
  "aws:lb/listener:Listener": { id: partOf("loadBalancerArn", "loadbalancer", "listener"), outputs: selfArn },
  "aws:lb/listenerRule:ListenerRule": { id: partOf("listenerArn", "listener", "listener-rule"), outputs: selfArn },
  "aws:lb/targetGroup:TargetGroup": {
    ...named32,
    id: (context) => elb(context, `targetgroup/${text(context.inputs, "name")}/${digest(context.urn, 16)}`),
    outputs: (_, id) => ({ arn: id, arnSuffix: id.split(`${accountId}:`)[1], loadBalancerArns: [] }),
  },
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": {
    id: ({ inputs, urn }) => `${text(inputs, "targetGroupArn")}-${digest(urn, 26)}`,
  },
};
