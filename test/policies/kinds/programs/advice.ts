import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { albService, group, httpApi, network, taskDefinition } from "../../../fixtures/field/base";
import { http, httpWith, rest, restMethod, restWith } from "./cases";
import { chat } from "./web-socket";

type Program = () => unknown;

/** An advisory rule, programs with the resources that it reports, and programs that it passes. */
export interface Advice {
  readonly rule: string;
  readonly reported: Readonly<Record<string, readonly [program: Program, ...resources: string[]]>>;
  readonly sound: Readonly<Record<string, Program>>;
}

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

const assumeRolePolicy = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const role = (name: string, more: Partial<aws.iam.RoleArgs> = {}) =>
  new aws.iam.Role(name, { assumeRolePolicy, ...more });
const statement = (one: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", ...one }] });
const allow = (actions: string | readonly string[], resource = "*") =>
  statement({ Action: actions, Resource: resource });

/** A service whose containers have a task role. */
const withTaskRole =
  (make: () => aws.iam.Role, execution: (task: aws.iam.Role) => pulumi.Input<string> = () => role("execution").arn) =>
  () => {
    const task = make();
    const definition = taskDefinition("odd", 8080, { taskRoleArn: task.arn, executionRoleArn: execution(task) });
    httpApi("http", albService("shop", network("home", 40), { service: { taskDefinition: definition.arn } }));
  };

/** A task role with one inline policy. */
const allowing = (policy: string) => withTaskRole(() => role("task", { inlinePolicies: [{ name: "some", policy }] }));

/** A task role with one managed policy. */
const attaching = (policyArn: string) =>
  withTaskRole(() => {
    const task = role("task");
    new aws.iam.RolePolicyAttachment("all", { role: task.name, policyArn });
    return task;
  });

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
  {
    rule: "separate-task-and-execution-role",
    reported: {
      "one role of the stack": [
        withTaskRole(
          () => role("both"),
          ({ arn }) => arn,
        ),
        "odd",
      ],
      "one role by its ARN": [
        () => {
          const arn = "arn:aws:iam::111122223333:role/both";
          taskDefinition("odd", 8080, { taskRoleArn: arn, executionRoleArn: arn });
        },
        "odd",
      ],
    },
    sound: { "two roles": withTaskRole(() => role("task")), "no roles": http() },
  },
  {
    rule: "task-role-without-wildcards",
    reported: {
      "an inline policy of the role": [
        withTaskRole(() => role("task", { inlinePolicies: [{ name: "all", policy: allow("s3:*") }] })),
        "task",
      ],
      "a separate policy": [
        withTaskRole(() => {
          const task = role("task");
          new aws.iam.RolePolicy("all", { role: task.name, policy: allow(["sqs:SendMessage", "*"]) });
          return task;
        }),
        "task",
      ],
      "a policy as an object": [
        withTaskRole(() => {
          const task = role("task");
          const statement = { Effect: "Allow" as const, Action: "s3:*", Resource: "*" };
          const policy = { Version: "2012-10-17" as const, Statement: [statement] };
          new aws.iam.RolePolicy("all", { role: task.id, policy });
          return task;
        }),
        "task",
      ],
      "a managed policy of the account": [
        withTaskRole(() => {
          const task = role("task");
          const managed = new aws.iam.Policy("all", { policy: allow("dynamodb:*") });
          new aws.iam.RolePolicyAttachment("all", { role: task, policyArn: managed.arn });
          return task;
        }),
        "task",
      ],
      AdministratorAccess: [attaching("arn:aws:iam::aws:policy/AdministratorAccess"), "task"],
      "all of a service by a policy of AWS": [attaching("arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess_v2"), "task"],
      "all actions on one bucket": [allowing(allow("s3:*", "arn:aws:s3:::shop/*")), "task"],
      "an action on all resources": [allowing(allow("sqs:SendMessage")), "task"],
      "an action on all buckets": [allowing(allow("s3:GetObject", "arn:aws:s3:::*")), "task"],
      "a wildcard of which one action has a resource level": [allowing(allow("s3:Get*")), "task"],
      "all resources but some": [
        allowing(statement({ Action: "s3:GetObject", NotResource: "arn:aws:s3:::keys/*" })),
        "task",
      ],
      "all actions but some": [allowing(statement({ NotAction: "iam:*", Resource: "*" })), "task"],
    },
    sound: {
      "single actions on one bucket": allowing(allow(["s3:GetObject", "s3:Get*"], "arn:aws:s3:::shop/*")),
      "actions that have no resource level": allowing(allow(["sqs:ListQueues", "ssmmessages:OpenDataChannel"])),
      "an action on all resources with a condition": allowing(
        statement({
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
        }),
      ),
      "all queues of an account": allowing(allow("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:*")),
      "what is denied": allowing(statement({ Effect: "Deny", Action: "*", Resource: "*" })),
      "a policy of AWS for reading one service": attaching("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"),
      "a policy of the account with a name that AWS uses": attaching(
        "arn:aws:iam::111122223333:policy/OrdersFullAccess",
      ),
      "a wide execution role": withTaskRole(
        () => role("task"),
        () => role("execution", { inlinePolicies: [{ name: "all", policy: allow("s3:*") }] }).arn,
      ),
    },
  },
];
