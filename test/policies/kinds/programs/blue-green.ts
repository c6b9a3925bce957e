import * as aws from "@pulumi/aws";
import { allow, group, httpApi, network, taskDefinition, toInternet } from "../../../fixtures/field/base";
import type { Net } from "../../../fixtures/field/base";
import { fixed } from "./shared-alb";

/** A variation of a sound native blue/green service behind one listener rule. */
export interface BlueGreen {
  /** Weights of the blue and green target groups in the rule. */
  readonly weights?: readonly [number, number] | "blue only";
  readonly strategy?: "ROLLING" | "BLUE_GREEN" | "LINEAR" | "CANARY";
  /** Whether green is the alternate target group of the service, or of none. */
  readonly green?: "alternate" | "unused";
  /** Resources with `ignoreChanges` on their actions. */
  readonly ignoring?: readonly ("production" | "test" | "plain")[];
  /** A second rule for test traffic, which the service names or not; and a rule that the service does not name. */
  readonly further?: readonly ("test" | "plain")[];
  readonly named?: readonly ("production" | "test")[];
  /** Conditions of the test rule, and its priority; production has 30. */
  readonly test?: { readonly conditions: aws.lb.ListenerRuleArgs["conditions"]; readonly priority: number };
  /** Arguments of the green target group that differ from those of the blue one. */
  readonly twin?: Partial<aws.lb.TargetGroupArgs>;
  /** What the role with which ECS shifts the traffic may do, and who may assume it. */
  readonly trusted?: string;
  readonly policy?: "managed" | "not awaited" | "none" | readonly string[];
  readonly advanced?: (made: Made) => Partial<AdvancedConfiguration> | undefined;
  readonly deployment?: aws.types.input.ecs.ServiceDeploymentConfiguration;
  readonly service?: (made: Made) => Partial<aws.ecs.ServiceArgs>;
  /** Entries of `loadBalancers` after the first. */
  readonly more?: (made: Made) => readonly aws.types.input.ecs.ServiceLoadBalancer[];
  /** Further resources. */
  readonly extend?: (made: Made & { readonly ecsService: aws.ecs.Service }) => unknown;
}

type AdvancedConfiguration = aws.types.input.ecs.ServiceLoadBalancerAdvancedConfiguration;

/** Resources of the program that a variation may name. */
export interface Made {
  readonly blue: aws.lb.TargetGroup;
  readonly green: aws.lb.TargetGroup;
  readonly listener: aws.lb.Listener;
  readonly production: aws.lb.ListenerRule;
  readonly role: aws.iam.Role;
  readonly cluster: aws.ecs.Cluster;
  readonly net: Net;
  readonly taskSg: aws.ec2.SecurityGroup;
}

const managedPolicy = "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers";

/** Settings that each strategy needs. */
const strategySettings = {
  ROLLING: {},
  BLUE_GREEN: { bakeTimeInMinutes: "5" },
  LINEAR: { linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: "6" } },
  CANARY: { canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: "10" } },
} as const;

/** The role with which ECS shifts traffic, and its policies. */
function roleOf({ trusted = "ecs.amazonaws.com", policy = "managed" }: BlueGreen) {
  const role = new aws.iam.Role("ecs", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: trusted }, Action: "sts:AssumeRole" }],
    }),
  });
  if (policy === "none") return { role, policies: [] };
  if (policy === "managed" || policy === "not awaited") {
    const attachment = new aws.iam.RolePolicyAttachment("ecs", { role: role.name, policyArn: managedPolicy });
    return { role, policies: policy === "managed" ? [attachment] : [] };
  }
  const inline = new aws.iam.RolePolicy("ecs", {
    role: role.name,
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: policy, Resource: "*" }] }),
  });
  return { role, policies: [inline] };
}

const under = (path: string) => [{ pathPattern: { values: [path] } }];

type Groups = Pick<Made, "blue" | "green">;

const forwardAction = ({ blue, green }: Groups, shares: readonly [number, number] | "blue only") => ({
  type: "forward",
  forward: {
    targetGroups:
      shares === "blue only"
        ? [{ arn: blue.arn }]
        : [
            { arn: blue.arn, weight: shares[0] },
            { arn: green.arn, weight: shares[1] },
          ],
  },
});

/** The production rule, and the further ones. */
function rulesOf(
  { weights = [100, 0], ignoring = ["production"], further = [], test: testRule }: BlueGreen,
  listener: aws.lb.Listener,
  groups: Groups,
) {
  const rule = (
    name: "production" | "test" | "plain",
    { conditions, priority }: Required<BlueGreen>["test"],
    shares: readonly [number, number] | "blue only",
  ) =>
    new aws.lb.ListenerRule(
      name,
      { listenerArn: listener.arn, priority, conditions, actions: [forwardAction(groups, shares)] },
      ignoring.includes(name) ? { ignoreChanges: ["actions"] } : {},
    );
  const production = rule("production", { priority: 30, conditions: under("/*") }, weights);
  const forTest = testRule ?? { priority: 10, conditions: under("/test/*") };
  const test = further.includes("test") ? rule("test", forTest, [0, 100]) : undefined;
  const plain = further.includes("plain")
    ? rule("plain", { priority: 20, conditions: under("/plain/*") }, [1, 0])
    : undefined;
  return { production, test, plain };
}

function loadBalancersOf(setup: BlueGreen, made: Made, test: aws.lb.ListenerRule | undefined) {
  const { green: use = "alternate", named = ["production"], advanced = () => ({}), more = () => [] } = setup;
  const { blue, green, production, role } = made;
  const changed = advanced(made);
  const entry = { targetGroupArn: blue.arn, containerName: "app", containerPort: 8080 };
  if (use === "unused" || changed === undefined) return [entry, ...more(made)];
  const advancedConfiguration: AdvancedConfiguration = {
    alternateTargetGroupArn: green.arn,
    productionListenerRule: production.arn,
    ...(named.includes("test") && test !== undefined ? { testListenerRule: test.arn } : {}),
    roleArn: role.arn,
    ...changed,
  };
  return [{ ...entry, advancedConfiguration }, ...more(made)];
}

export function blueGreen(setup: BlueGreen): void {
  const { strategy = "BLUE_GREEN" } = setup;
  const net = network("home", 40);
  const [linkSg, albSg, taskSg] = [group("link", net), group("alb", net), group("task", net)] as const;
  allow("link-alb", linkSg, albSg, 80);
  allow("alb-task", albSg, taskSg, 8080);
  toInternet("task", taskSg);
  const alb = new aws.lb.LoadBalancer("shop", { internal: true, subnets: net.subnetIds, securityGroups: [albSg.id] });
  const targets = (name: string, args: Partial<aws.lb.TargetGroupArgs> = {}) =>
    new aws.lb.TargetGroup(name, { port: 8080, protocol: "HTTP", targetType: "ip", vpcId: net.vpc.id, ...args });
  const [blue, green] = [targets("blue"), targets("green", setup.twin)] as const;
  const listener = new aws.lb.Listener("shop", {
    loadBalancerArn: alb.arn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [fixed("404")],
  });
  const { production, test, plain } = rulesOf(setup, listener, { blue, green });
  const { role, policies } = roleOf(setup);
  const cluster = new aws.ecs.Cluster("shop", {});
  const made: Made = { blue, green, listener, production, role, cluster, net, taskSg };
  const rules = [production, test, plain].flatMap((one) => one ?? []);
  const ecsService = new aws.ecs.Service(
    "shop",
    {
      cluster: cluster.arn,
      launchType: "FARGATE",
      taskDefinition: taskDefinition("shop").arn,
      desiredCount: 2,
      deploymentConfiguration: setup.deployment ?? { strategy, ...strategySettings[strategy] },
      networkConfiguration: { subnets: net.subnetIds, securityGroups: [taskSg.id] },
      loadBalancers: loadBalancersOf(setup, made, test),
      ...setup.service?.(made),
    },
    { dependsOn: [...rules, ...policies] },
  );
  const link = new aws.apigatewayv2.VpcLink("shop", { subnetIds: net.subnetIds, securityGroupIds: [linkSg.id] });
  httpApi("http", { link, listener });
  setup.extend?.({ ...made, ecsService });
}
