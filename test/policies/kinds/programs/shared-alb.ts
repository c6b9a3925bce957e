import * as aws from "@pulumi/aws";
import type { Net } from "../../../fixtures/field/base";
import { allow, group, taskDefinition, toInternet } from "../../../fixtures/field/base";

type Conditions = aws.lb.ListenerRuleArgs["conditions"];
type Action = aws.types.input.lb.ListenerRuleAction;

/** One listener rule, and what it forwards to. */
export interface RuleSetup {
  readonly name: string;
  readonly conditions: Conditions;
  /** `empty`: a target group without targets. `shut out`: a service whose security group does not admit the ALB. */
  readonly to: "service" | "empty" | "shut out" | Action | readonly Action[];
  /** Actions before it forwards. */
  readonly before?: readonly Action[];
  /** By default, rules have priorities in their order. */
  readonly priority?: "none";
}

export const paths = (...values: readonly string[]): Conditions => [{ pathPattern: { values: [...values] } }];

export const fixed = (statusCode: string): Action => ({
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", statusCode },
});

const targetGroup = (name: string, net: Net) =>
  new aws.lb.TargetGroup(name, {
    port: 8080,
    protocol: "HTTP",
    targetType: "ip",
    vpcId: net.vpc.id,
    healthCheck: { path: "/health" },
  });

/** An internal ALB with a VPC link, whose listener has the rules and answers the rest itself. */
export function sharedAlb(
  net: Net,
  rules: readonly RuleSetup[],
  rest: Action | readonly Action[] | "service" = fixed("404"),
  listenerArgs: Partial<aws.lb.ListenerArgs> = {},
) {
  const port = Number(listenerArgs.port ?? 80);
  const [linkSg, albSg] = [group("link", net), group("alb", net)] as const;
  allow("link-alb", linkSg, albSg, port);
  const alb = new aws.lb.LoadBalancer("shared", { internal: true, subnets: net.subnetIds, securityGroups: [albSg.id] });
  const cluster = new aws.ecs.Cluster("apps", {});
  const serve = (
    name: string,
    targets: aws.lb.TargetGroup,
    isOpen: "open" | "shut",
    dependsOn: aws.lb.Listener | aws.lb.ListenerRule,
  ) => {
    const taskSg = group(name, net);
    if (isOpen === "open") allow(`alb-${name}`, albSg, taskSg, 8080);
    else {
      new aws.vpc.SecurityGroupEgressRule(`alb-${name}`, {
        securityGroupId: albSg.id,
        referencedSecurityGroupId: taskSg.id,
        ipProtocol: "tcp",
        fromPort: 8080,
        toPort: 8080,
      });
    }
    toInternet(name, taskSg);
    return new aws.ecs.Service(
      name,
      {
        cluster: cluster.arn,
        launchType: "FARGATE",
        taskDefinition: taskDefinition(name).arn,
        desiredCount: 2,
        networkConfiguration: { subnets: net.subnetIds, securityGroups: [taskSg.id] },
        loadBalancers: [{ targetGroupArn: targets.arn, containerName: "app", containerPort: 8080 }],
      },
      { dependsOn: [dependsOn] },
    );
  };
  const restTargets = rest === "service" ? targetGroup("rest", net) : undefined;
  const listener = new aws.lb.Listener("shared", {
    loadBalancerArn: alb.arn,
    port: 80,
    protocol: "HTTP",
    defaultActions:
      restTargets === undefined ? ([rest].flat() as Action[]) : [{ type: "forward", targetGroupArn: restTargets.arn }],
    ...listenerArgs,
  });
  if (restTargets !== undefined) serve("rest", restTargets, "open", listener);
  const byRule = new Map<string, aws.lb.TargetGroup>();
  rules.forEach(({ name, conditions, to, before = [], priority }, index) => {
    const isForwarding = typeof to === "string";
    const targets = isForwarding ? targetGroup(name, net) : undefined;
    if (targets !== undefined) byRule.set(name, targets);
    const rule = new aws.lb.ListenerRule(name, {
      listenerArn: listener.arn,
      ...(priority === undefined ? { priority: 10 + index } : {}),
      conditions,
      actions:
        targets === undefined
          ? ([to].flat() as Action[])
          : [...before, { type: "forward", order: 9, targetGroupArn: targets.arn }],
    });
    if (targets !== undefined && to !== "empty") serve(name, targets, to === "service" ? "open" : "shut", rule);
  });
  const link = new aws.apigatewayv2.VpcLink("link", { subnetIds: net.subnetIds, securityGroupIds: [linkSg.id] });
  const targets = (name: string) => {
    const found = byRule.get(name);
    if (found === undefined) throw new Error(`no rule ${name} forwards`);
    return found;
  };
  return { net, linkSg, albSg, alb, listener, link, cluster, targets };
}
