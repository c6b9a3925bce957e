import * as aws from "@pulumi/aws";
import { allow, group, httpApi, network, taskDefinition, toInternet } from "../../../fixtures/field/base";
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
}

export function blueGreen({
  weights = [100, 0],
  strategy = "BLUE_GREEN",
  green: role = "alternate",
  ignoring = ["production"],
  further = [],
  named = ["production"],
}: BlueGreen): void {
  const net = network("home", 40);
  const [linkSg, albSg, taskSg] = [group("link", net), group("alb", net), group("task", net)] as const;
  allow("link-alb", linkSg, albSg, 80);
  allow("alb-task", albSg, taskSg, 8080);
  toInternet("task", taskSg);
  const alb = new aws.lb.LoadBalancer("shop", { internal: true, subnets: net.subnetIds, securityGroups: [albSg.id] });
  const targets = (name: string) =>
    new aws.lb.TargetGroup(name, { port: 8080, protocol: "HTTP", targetType: "ip", vpcId: net.vpc.id });
  const [blue, green] = [targets("blue"), targets("green")] as const;
  const listener = new aws.lb.Listener("shop", {
    loadBalancerArn: alb.arn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [fixed("404")],
  });
  const rule = (
    name: "production" | "test" | "plain",
    priority: number,
    path: string,
    shares: readonly [number, number] | "blue only",
  ) =>
    new aws.lb.ListenerRule(
      name,
      {
        listenerArn: listener.arn,
        priority,
        conditions: [{ pathPattern: { values: [path] } }],
        actions: [
          {
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
          },
        ],
      },
      ignoring.includes(name) ? { ignoreChanges: ["actions"] } : {},
    );
  const production = rule("production", 30, "/*", weights);
  const test = further.includes("test") ? rule("test", 10, "/test/*", [0, 100]) : undefined;
  const plain = further.includes("plain") ? rule("plain", 20, "/plain/*", [1, 0]) : undefined;
  const ecs = new aws.iam.Role("ecs", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
  });
  const cluster = new aws.ecs.Cluster("shop", {});
  new aws.ecs.Service(
    "shop",
    {
      cluster: cluster.arn,
      launchType: "FARGATE",
      taskDefinition: taskDefinition("shop").arn,
      desiredCount: 2,
      deploymentConfiguration: { strategy, ...(strategy === "BLUE_GREEN" ? { bakeTimeInMinutes: "5" } : {}) },
      networkConfiguration: { subnets: net.subnetIds, securityGroups: [taskSg.id] },
      loadBalancers: [
        {
          targetGroupArn: blue.arn,
          containerName: "app",
          containerPort: 8080,
          ...(role === "unused"
            ? {}
            : {
                advancedConfiguration: {
                  alternateTargetGroupArn: green.arn,
                  productionListenerRule: production.arn,
                  ...(named.includes("test") && test !== undefined ? { testListenerRule: test.arn } : {}),
                  roleArn: ecs.arn,
                },
              }),
        },
      ],
    },
    { dependsOn: [production, ...(test === undefined ? [] : [test]), ...(plain === undefined ? [] : [plain])] },
  );
  const link = new aws.apigatewayv2.VpcLink("shop", { subnetIds: net.subnetIds, securityGroupIds: [linkSg.id] });
  httpApi("http", { link, listener });
}
