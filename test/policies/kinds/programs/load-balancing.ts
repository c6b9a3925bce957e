import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network, restApi } from "../../../fixtures/field/base";
import { httpWith, restWith, service } from "./cases";
import type { Cases } from "./cases";

const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555";
const tls = { tlsConfig: { serverNameToVerify: "shop.example.com" } };
const atGroup = { path: "refuted at target group" } as const;
const atListener = { path: "refuted at listener" } as const;
const webAclArn = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/shop/11111111-2222-3333-4444-555555555555";

/** An API with an HTTPS listener. */
export const https =
  (targetGroup: Partial<aws.lb.TargetGroupArgs>, listener: Partial<aws.lb.ListenerArgs> = { certificateArn }) =>
  () => {
    const front = albService("shop", network("home", 40), {
      listener: { protocol: "HTTPS", ...listener },
      targetGroup,
    });
    httpApi("http", front, { integration: tls });
  };

/** A sound API, and a target group of another protocol beside it. */
const besides = (args: Partial<aws.lb.TargetGroupArgs>) => () => {
  const net = network("home", 40);
  httpApi("http", albService("shop", net));
  new aws.lb.TargetGroup("other", { port: 9000, targetType: "ip", vpcId: net.vpc.id, ...args });
};

const firewall = (
  resourceArn: aws.wafv2.WebAclAssociationArgs["resourceArn"],
  dependsOn: readonly pulumi.Resource[] = [],
) => new aws.wafv2.WebAclAssociation("firewall", { webAclArn, resourceArn }, { dependsOn: [...dependsOn] });

/** Faults of listeners, target groups and web ACLs. */
export const loadBalancing: readonly Cases[] = [
  {
    rule: "http2-target-group-behind-https",
    reported: {
      "gRPC behind HTTP": { program: service({ targetGroup: { protocolVersion: "GRPC" } }), on: "shop", ...atGroup },
      "HTTP/2 behind HTTP": { program: service({ targetGroup: { protocolVersion: "HTTP2" } }), on: "shop", ...atGroup },
      "gRPC behind a rule of an HTTP listener": {
        program: service({
          targetGroup: { protocolVersion: "GRPC" },
          conditions: [{ pathPattern: { values: ["/*"] } }],
        }),
        on: "shop",
        ...atGroup,
      },
    },
    sound: {
      "HTTP/1.1": service({ targetGroup: { protocolVersion: "HTTP1" } }),
      "HTTP/1.1 behind HTTPS": https({ protocolVersion: "HTTP1" }),
      "a gRPC group behind HTTPS for other callers": () => {
        const net = network("home", 40);
        const front = albService("shop", net, { listener: { protocol: "HTTPS", certificateArn } });
        const group = new aws.lb.TargetGroup("grpc", {
          port: 9000,
          protocol: "HTTP",
          protocolVersion: "GRPC",
          targetType: "ip",
          vpcId: net.vpc.id,
        });
        new aws.lb.Listener("grpc", {
          loadBalancerArn: front.alb.arn,
          port: 9000,
          protocol: "HTTPS",
          certificateArn,
          defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
        });
        httpApi("http", front, { integration: tls });
      },
    },
  },
  {
    rule: "listener-protocol-accepted",
    reported: {
      "HTTPS without a certificate": { program: https({}, {}), on: "shop", ...atListener },
      "HTTP with a certificate": { program: service({ listener: { certificateArn } }), on: "shop", ...atListener },
      "TCP on an ALB": { program: service({ listener: { protocol: "TCP" } }), on: "shop", ...atListener },
    },
    sound: {
      "HTTPS with a certificate": https({}),
      "an HTTP listener without a protocol": service({ listener: { protocol: undefined } }),
    },
  },
  {
    rule: "target-group-settings",
    reported: {
      "an interval of 3 s": {
        program: service({ targetGroup: { healthCheck: { interval: 3 } } }),
        on: "shop",
        ...atGroup,
      },
      "a timeout as long as the interval": {
        program: service({ targetGroup: { healthCheck: { interval: 10, timeout: 10 } } }),
        on: "shop",
        ...atGroup,
      },
      "one healthy check": {
        program: service({ targetGroup: { healthCheck: { healthyThreshold: 1 } } }),
        on: "shop",
        ...atGroup,
      },
      "a path of a TCP health check": {
        program: besides({ protocol: "TCP", healthCheck: { protocol: "TCP", path: "/" } }),
        on: "other",
        path: "proved",
      },
      "stickiness by cookie with TCP": {
        program: besides({ protocol: "TCP", stickiness: { type: "lb_cookie" } }),
        on: "other",
        path: "proved",
      },
      "no port": { program: service({ targetGroup: { port: undefined } }), on: "shop", ...atGroup },
      "a slow start of 5 s": { program: service({ targetGroup: { slowStart: 5 } }), on: "shop", ...atGroup },
    },
    sound: {
      "TCP with a timeout as long as the interval": besides({
        protocol: "TCP",
        healthCheck: { protocol: "TCP", interval: 10, timeout: 10 },
      }),
      "the limits of the ranges": service({
        targetGroup: { healthCheck: { interval: 5, timeout: 2, healthyThreshold: 2, unhealthyThreshold: 10 } },
      }),
      "stickiness and a slow start": service({
        targetGroup: { slowStart: 30, stickiness: { type: "lb_cookie", enabled: true } },
      }),
    },
  },
  {
    rule: "balancer-type-has-vpc-links",
    reported: {
      "a gateway load balancer": {
        program: service({ balancer: { loadBalancerType: "gateway" } }),
        on: "shop",
        path: "refuted at balancer",
      },
      "a gateway load balancer behind a REST API": {
        program: () => {
          restApi("rest", albService("shop", network("home", 40), { balancer: { loadBalancerType: "gateway" } }));
        },
        on: "shop",
        path: "refuted at balancer",
      },
    },
    sound: {
      "an ALB": service({ balancer: { loadBalancerType: "application" } }),
      "no type, which is an ALB": service({ balancer: { loadBalancerType: undefined } }),
    },
  },
  {
    rule: "web-acl-on-supported-resource",
    reported: {
      "a stage of an HTTP API": {
        program: httpWith(({ stage }) => firewall(stage.arn)),
        on: "firewall",
        path: "proved",
      },
      "an HTTP API": { program: httpWith(({ api }) => firewall(api.arn)), on: "firewall", path: "proved" },
      "a stage of an HTTP API by its ARN": {
        program: httpWith(() => firewall("arn:aws:apigateway:us-east-1::/apis/a1b2c3/stages/$default")),
        on: "firewall",
        path: "proved",
      },
      "an NLB": {
        program: httpWith(() => firewall("arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/a/b")),
        on: "firewall",
        path: "proved",
      },
    },
    sound: {
      "a stage of a REST API": restWith(({ stage }) => firewall(stage.arn)),
      "a stage of a REST API by the id of the API": restWith(({ api, stage }) =>
        firewall(pulumi.interpolate`arn:aws:apigateway:us-east-1::/restapis/${api.id}/stages/live`, [stage]),
      ),
      "a user pool": httpWith(() => firewall(new aws.cognito.UserPool("users", {}).arn)),
      "an ALB": () => {
        const front = albService("shop", network("home", 40));
        httpApi("http", front);
        firewall(front.alb.arn);
      },
    },
  },
];
