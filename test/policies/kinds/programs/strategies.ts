import * as aws from "@pulumi/aws";
import { taskDefinition } from "../../../fixtures/field/base";
import { blueGreen } from "./blue-green";
import type { BlueGreen, Made } from "./blue-green";
import { http } from "./cases";
import { hook } from "./strategy-settings";
import type { Cases } from "./cases";

const shifting = (setup: BlueGreen) => () => {
  blueGreen(setup);
};

const account = "111122223333";
const elb = "elasticloadbalancing";
const listenerArn = `arn:aws:${elb}:us-east-1:${account}:listener/app/shop/0123456789abcdef/0123456789abcdef`;
const otherRule = (name: string, { listener, blue }: Made, to: aws.lb.TargetGroup = blue) =>
  new aws.lb.ListenerRule(
    name,
    {
      listenerArn: listener.arn,
      priority: 5,
      conditions: [{ pathPattern: { values: ["/other/*"] } }],
      actions: [{ type: "forward", targetGroupArn: to.arn }],
    },
    { ignoreChanges: ["actions"] },
  );
const extraGroup = (name: string, { net }: Made, args: Partial<aws.lb.TargetGroupArgs> = {}) =>
  new aws.lb.TargetGroup(name, { port: 8080, protocol: "HTTP", targetType: "ip", vpcId: net.vpc.id, ...args });

/** A policy of the role that denies an action. */
const denying =
  (action: string) =>
  ({ role }: Made) => {
    new aws.iam.RolePolicy("deny", {
      role: role.name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Action: action, Resource: "*" }],
      }),
    });
  };

/** A second service whose tasks are in a target group of the first. */
const second = (pick: (made: Made) => aws.lb.TargetGroup) => (made: Made) => {
  new aws.ecs.Service(
    "second",
    {
      cluster: made.cluster.arn,
      launchType: "FARGATE",
      taskDefinition: taskDefinition("second").arn,
      desiredCount: 2,
      networkConfiguration: { subnets: made.net.subnetIds, securityGroups: [made.taskSg.id] },
      loadBalancers: [{ targetGroupArn: pick(made).arn, containerName: "app", containerPort: 8080 }],
    },
    { dependsOn: [made.production] },
  );
};

/** A service with a rule for test requests. */
const tested = (setup: BlueGreen) =>
  shifting({ further: ["test"], named: ["production", "test"], ignoring: ["production", "test"], ...setup });

const onShop = { path: "proved", on: "shop" } as const;
const atService = { path: "refuted at service", on: "shop" } as const;
const rolling = http();

/** Faults of services whose traffic ECS shifts. */
export const strategies: readonly Cases[] = [
  {
    rule: "strategy-names-alternates",
    reported: {
      "a blue/green service without an alternate": {
        program: shifting({ advanced: () => undefined }),
        ...atService,
      },
      "a canary service without an alternate": {
        program: shifting({ strategy: "CANARY", advanced: () => undefined }),
        ...atService,
      },
      "one entry with an alternate and one without": {
        program: shifting({
          more: ({ green }) => [{ targetGroupArn: green.arn, containerName: "app", containerPort: 8080 }],
        }),
        ...atService,
      },
      "two entries of a rolling service with one target group": {
        program: shifting({
          strategy: "ROLLING",
          advanced: () => undefined,
          ignoring: [],
          more: ({ blue }) => [{ targetGroupArn: blue.arn, containerName: "app", containerPort: 8080 }],
        }),
        ...atService,
      },
    },
    sound: {
      "a rolling service in both target groups, as one leaves a strategy": shifting({
        strategy: "ROLLING",
        advanced: () => undefined,
        more: ({ green }) => [{ targetGroupArn: green.arn, containerName: "app", containerPort: 8080 }],
      }),
      "a rolling service": rolling,
      "a linear service": shifting({ strategy: "LINEAR" }),
      "a rolling service that keeps its alternate": shifting({ strategy: "ROLLING", ignoring: [], weights: [1, 0] }),
    },
  },
  {
    rule: "ecs-may-shift-traffic",
    reported: {
      "a role for tasks": { program: shifting({ trusted: "ecs-tasks.amazonaws.com" }), ...onShop },
      "a role without policies": { program: shifting({ policy: "none" }), ...onShop },
      "a role that may only register targets": {
        program: shifting({ policy: [`${elb}:RegisterTargets`, `${elb}:DeregisterTargets`] }),
        ...onShop,
      },
      "a role that may change listeners, but no rules": {
        program: shifting({ policy: [`${elb}:*Targets`, `${elb}:ModifyListener`] }),
        ...onShop,
      },
      "a role that may not read health": {
        program: shifting({ policy: [`${elb}:RegisterTargets`, `${elb}:DeregisterTargets`, `${elb}:ModifyRule`] }),
        ...onShop,
      },
      "a role that is denied the change of rules": {
        program: shifting({ extend: denying(`${elb}:ModifyRule`) }),
        ...onShop,
      },
      "a hook whose role cannot call functions": {
        program: shifting({
          service: ({ role }) => ({
            deploymentConfiguration: {
              strategy: "BLUE_GREEN",
              bakeTimeInMinutes: "5",
              lifecycleHooks: [{ ...hook, roleArn: role.arn }],
            },
          }),
        }),
        ...onShop,
      },
    },
    sound: {
      "the managed policy": shifting({}),
      "named actions": shifting({
        policy: [`${elb}:RegisterTargets`, `${elb}:DeregisterTargets`, `${elb}:ModifyRule`, `${elb}:Describe*`],
      }),
      "all actions": shifting({ policy: ["*"] }),
      "another action that is denied": shifting({ extend: denying(`${elb}:DeleteRule`) }),
      "a role outside the stack": shifting({
        advanced: () => ({ roleArn: `arn:aws:iam::${account}:role/ecs` }),
      }),
    },
  },
  {
    rule: "alternate-is-a-twin",
    reported: {
      "another protocol": { program: shifting({ twin: { protocol: "HTTPS" } }), ...onShop },
      "another type of addresses": { program: shifting({ twin: { ipAddressType: "ipv6" } }), ...onShop },
      "one target group twice": {
        program: shifting({
          weights: "blue only",
          advanced: ({ blue }) => ({ alternateTargetGroupArn: blue.arn }),
        }),
        ...onShop,
      },
      "a target group that another service uses": {
        program: shifting({ weights: "blue only", extend: second(({ blue }) => blue) }),
        ...onShop,
        also: ["governed-action-names-both-groups shop"],
      },
    },
    sound: {
      "another health check": shifting({ twin: { healthCheck: { path: "/health" } } }),
      "the default protocol version in words": shifting({ twin: { protocolVersion: "HTTP1" } }),
    },
  },
  {
    rule: "production-rule-fits-service",
    reported: {
      "the ARN of a listener of an ALB": {
        program: shifting({ advanced: () => ({ productionListenerRule: listenerArn }) }),
        path: "refuted at rule",
        on: "shop",
        breaksAt: "production",
        also: ["governed-listener-ignores-weights production"],
      },
      "a rule for production and test": {
        program: shifting({ advanced: ({ production }) => ({ testListenerRule: production.arn }) }),
        ...onShop,
      },
      "a rule that forwards to another target group": {
        program: shifting({
          advanced: (made) => ({ productionListenerRule: otherRule("other", made, extraGroup("third", made)).arn }),
        }),
        path: "refuted at target group",
        on: "shop",
        breaksAt: "third",
        // Nothing moves the weights of the rule that gets the other requests.
        also: ["governed-listener-ignores-weights production", "every-route-reaches-its-service production"],
      },
    },
    sound: {
      "a test rule of its own": tested({}),
      "a rolling service": rolling,
    },
  },
  {
    rule: "governed-action-names-both-groups",
    reported: {
      "the first target group only": { program: shifting({ weights: "blue only" }), ...onShop },
      "both target groups with weight": { program: shifting({ weights: [50, 50] }), ...onShop },
    },
    sound: {
      "weights 100 and 0": shifting({}),
      "weights after a deployment": shifting({ weights: [0, 100] }),
      "a test rule with both": tested({}),
      "a production rule with one target group, and a test rule with the other": tested({ weights: "blue only" }),
    },
  },
];
