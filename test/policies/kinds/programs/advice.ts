import * as aws from "@pulumi/aws";
import { albService, group, httpApi, network } from "../../../fixtures/field/base";
import { http, httpWith, rest, restMethod, restWith } from "./cases";
import type { Advice } from "./advice-type";
import { alarmAdvice } from "./alarms";
import { taskRoles } from "./task-roles";
import { updates } from "./updates";
import { chat } from "./web-socket";

const policy = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" }],
});
const limits = { throttlingBurstLimit: 100, throttlingRateLimit: 50 };
const logs = {
  accessLogSettings: {
    destinationArn: "arn:aws:logs:us-east-1:111122223333:log-group:api",
    format: "$context.requestId",
  },
};
const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555";

const mutualTls = httpWith(
  ({ api, stage }) => {
    const domain = new aws.apigatewayv2.DomainName("shop", {
      domainName: "shop.example.com",
      domainNameConfiguration: { certificateArn, endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
      mutualTlsAuthentication: { truststoreUri: "s3://shop/clients.pem" },
    });
    new aws.apigatewayv2.ApiMapping("shop", { apiId: api.id, stage: stage.id, domainName: domain.id });
  },
  { api: { disableExecuteApiEndpoint: true } },
);

/** A security group with one ingress rule beside a sound API. */
const admitting = (rule: (own: aws.ec2.SecurityGroup) => Partial<aws.vpc.SecurityGroupIngressRuleArgs>) => () => {
  const net = network("home", 40);
  httpApi("http", albService("shop", net));
  const own = group("open", net);
  const span = { securityGroupId: own.id, cidrIpv4: "10.40.0.0/16", ipProtocol: "-1" };
  new aws.vpc.SecurityGroupIngressRule("all", { ...span, ...rule(own) });
};

const balancer = (args: (net: ReturnType<typeof network>) => Partial<aws.lb.LoadBalancerArgs>) => () => {
  const net = network("home", 40);
  httpApi("http", albService("shop", net));
  new aws.lb.LoadBalancer("other", { internal: true, subnets: net.subnetIds, ...args(net) });
};

/** Programs of the advisory rules that reviewers of such stacks expect. */
export const advice: readonly Advice[] = [
  {
    rule: "api-has-authorization",
    reported: {
      "an open HTTP API": [http(), "http"],
      "an open REST API": [rest(), "rest"],
      "an API key, which authorizes nobody": [restMethod({ method: { apiKeyRequired: true } }), "rest"],
      "an open connection of a WebSocket API": [() => chat({ keys: ["$connect", "$default"] }), "chat"],
    },
    sound: {
      "IAM for the connection of a WebSocket API": () =>
        chat({
          keys: ["$connect", "$default"],
          route: (key) => (key === "$connect" ? { authorizationType: "AWS_IAM" } : {}),
        }),
      IAM: http({ route: { authorizationType: "AWS_IAM" } }),
      "a private API": rest({ api: { endpointConfiguration: { types: "PRIVATE" }, policy } }),
      "a resource policy": rest({ api: { policy } }),
      "mutual TLS without the default endpoint": mutualTls,
    },
  },
  {
    rule: "stage-has-access-logs",
    reported: {
      "an HTTP API": [http(), "http"],
      "a REST API": [rest(), "rest"],
      "a WebSocket API": [() => chat(), "chat"],
    },
    sound: {
      "an HTTP API with a log": http({ stage: logs }),
      "a REST API with a log": rest({ stage: logs }),
      "a WebSocket API with a log": () => chat({ stage: () => logs }),
    },
  },
  {
    rule: "stage-has-throttling",
    reported: {
      "an HTTP API": [http(), "http"],
      "a REST API": [rest(), "rest"],
      "a WebSocket API": [() => chat(), "chat"],
    },
    sound: {
      "an HTTP API with limits": http({ stage: { defaultRouteSettings: limits } }),
      "a WebSocket API with limits": () => chat({ stage: () => ({ defaultRouteSettings: limits }) }),
      "a REST API with limits": restWith(
        ({ api, stage }) =>
          new aws.apigateway.MethodSettings("all", {
            restApi: api.id,
            stageName: stage.stageName,
            methodPath: "*/*",
            settings: limits,
          }),
      ),
      "a REST API in a usage plan": restWith(
        ({ api, stage }) =>
          new aws.apigateway.UsagePlan("plan", {
            apiStages: [{ apiId: api.id, stage: stage.stageName }],
            throttleSettings: { burstLimit: 10, rateLimit: 10 },
          }),
      ),
    },
  },
  {
    rule: "no-all-protocols",
    reported: {
      "a separate rule": [admitting(() => ({})), "open"],
      "an inline rule": [
        () => {
          const net = network("home", 40);
          const ingress = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.40.0.0/16"] }];
          new aws.ec2.SecurityGroup("inline", { vpcId: net.vpc.id, ingress });
        },
        "inline",
      ],
    },
    sound: {
      "one port": admitting(() => ({ ipProtocol: "tcp", fromPort: 80, toPort: 80 })),
      "the group itself": admitting((own) => ({ cidrIpv4: undefined, referencedSecurityGroupId: own.id })),
    },
  },
  {
    rule: "nlb-has-security-group",
    reported: {
      "an NLB without a group": [balancer(() => ({ loadBalancerType: "network" })), "other"],
      "an NLB with an empty list": [balancer(() => ({ loadBalancerType: "network", securityGroups: [] })), "other"],
    },
    sound: {
      "an NLB with a group": balancer((net) => ({
        loadBalancerType: "network",
        securityGroups: [group("nlb", net).id],
      })),
      "an ALB, which gets the default group": balancer(() => ({})),
    },
  },
  ...taskRoles,
  ...updates,
  ...alarmAdvice,
];
