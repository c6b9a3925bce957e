import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { allow, group, httpApi, network, taskDefinition, toInternet } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { inVpc, rule } from "./programs/addresses";

interface Setup {
  /** CIDR blocks that the targets of the NLB admit. */
  readonly admits: readonly string[];
  /** Private addresses of the nodes of the NLB; AWS chooses them by default. */
  readonly fixed?: readonly string[];
  readonly targetGroup?: Partial<aws.lb.TargetGroupArgs>;
}

const homeBlock = inVpc("10.40.0.0/16");

/** V2 link in the public subnet 10.40.0.0/24, and an NLB without a security group in the private subnets. */
function front(setup: Setup, net: ReturnType<typeof network>, targetGroup: aws.lb.TargetGroup): aws.lb.Listener {
  const linkGroup = group("link", net);
  rule("link", linkGroup, "egress", 80, homeBlock);
  const nlb = new aws.lb.LoadBalancer("nlb", {
    internal: true,
    loadBalancerType: "network",
    ...(setup.fixed === undefined
      ? { subnets: net.subnetIds }
      : { subnetMappings: net.subnetIds.map((subnetId, i) => ({ subnetId, privateIpv4Address: setup.fixed?.[i] })) }),
  });
  const listener = new aws.lb.Listener("nlb", {
    loadBalancerArn: nlb.arn,
    port: 80,
    protocol: "TCP",
    defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
  });
  const link = new aws.apigatewayv2.VpcLink("shop", { subnetIds: [net.pub.id], securityGroupIds: [linkGroup.id] });
  httpApi("http", { link, listener });
  return listener;
}

function service(
  net: ReturnType<typeof network>,
  tasks: aws.ec2.SecurityGroup,
  group_: aws.lb.TargetGroup,
  wait: aws.lb.Listener,
) {
  new aws.ecs.Service(
    "shop",
    {
      cluster: new aws.ecs.Cluster("shop", {}).arn,
      launchType: "FARGATE",
      taskDefinition: taskDefinition("shop").arn,
      desiredCount: 2,
      networkConfiguration: { subnets: net.subnetIds, securityGroups: [tasks.id] },
      loadBalancers: [{ targetGroupArn: group_.arn, containerName: "app", containerPort: 8080 }],
    },
    { dependsOn: [wait] },
  );
}

/** NLB -> tasks. */
const toTasks = (setup: Setup) => () => {
  const net = network("home", 40);
  const tasks = group("task", net);
  toInternet("task", tasks);
  rule("task", tasks, "ingress", 8080, { cidrBlocks: [...setup.admits] });
  const tcp = { port: 8080, protocol: "TCP", targetType: "ip", vpcId: net.vpc.id };
  const targets = new aws.lb.TargetGroup("shop", { ...tcp, ...setup.targetGroup });
  service(net, tasks, targets, front(setup, net, targets));
};

/** NLB -> ALB -> tasks. */
const toAlb = (setup: Setup) => () => {
  const net = network("home", 40);
  const [albGroup, tasks] = [group("alb", net), group("task", net)];
  rule("alb", albGroup, "ingress", 80, { cidrBlocks: [...setup.admits] });
  allow("alb-task", albGroup, tasks, 8080);
  toInternet("task", tasks);
  const alb = new aws.lb.LoadBalancer("alb", { internal: true, subnets: net.subnetIds, securityGroups: [albGroup.id] });
  const targets = new aws.lb.TargetGroup("shop", { port: 8080, protocol: "HTTP", targetType: "ip", vpcId: net.vpc.id });
  const inner = new aws.lb.Listener("alb", {
    loadBalancerArn: alb.arn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
  });
  service(net, tasks, targets, inner);
  const albs = new aws.lb.TargetGroup("albs", { port: 80, protocol: "TCP", targetType: "alb", vpcId: net.vpc.id });
  const at = { targetGroupArn: albs.arn, targetId: alb.arn, port: 80 };
  new aws.lb.TargetGroupAttachment("albs", at, { dependsOn: [inner] });
  front(setup, net, albs);
};

const nodes = ["10.40.1.0/24", "10.40.2.0/24"];
const client = "10.40.0.0/24";
const fixed = ["10.40.1.10", "10.40.2.10"];

const cases: Readonly<Record<string, readonly [program: () => void, path: string, text?: RegExp]>> = {
  "tasks see the addresses of the NLB": [toTasks({ admits: nodes }), "proved"],
  "tasks see fixed addresses of the NLB": [toTasks({ admits: fixed.map((one) => `${one}/32`), fixed }), "proved"],
  "tasks that admit other addresses of the same subnets": [
    toTasks({ admits: ["10.40.1.11/32", "10.40.2.10/32"], fixed }),
    "refuted at security group",
    /allows load balancer nlb in 10.40.1.10 to reach ECS service shop/,
  ],
  "tasks do not see those of the link": [
    toTasks({ admits: [client] }),
    "refuted at security group",
    /allows load balancer nlb to reach ECS service shop on port 8080/,
  ],
  "tasks see those of the link with client IP preservation, and health checks from the NLB": [
    toTasks({ admits: [client, ...nodes], targetGroup: { preserveClientIp: "true" } }),
    "proved",
  ],
  "with client IP preservation, requests need the addresses of the link": [
    toTasks({ admits: nodes, targetGroup: { preserveClientIp: "true" } }),
    "refuted at security group",
    /allows V2 VPC link shop to reach ECS service shop on port 8080/,
  ],
  "with client IP preservation, health checks need the addresses of the NLB": [
    toTasks({ admits: [client], targetGroup: { preserveClientIp: "true" } }),
    "refuted at target group",
    /the health check of target group shop uses port 8080, which no ingress rule of ECS service shop allows/,
  ],
  "an ALB behind the NLB sees the addresses of the link": [toAlb({ admits: [client, ...nodes] }), "proved"],
  "an ALB that admits the NLB only": [
    toAlb({ admits: nodes }),
    "refuted at security group",
    /allows V2 VPC link shop to reach load balancer alb on port 80/,
  ],
  "an ALB that admits the link only": [
    toAlb({ admits: [client] }),
    "refuted at target group",
    /the health check of target group albs uses port 80/,
  ],
};

describe("addresses that targets of an NLB see", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [name, [program, path, text]] of Object.entries(cases)) {
      it(`${name}, ${pass}`, async () => {
        const { paths, texts } = await verdictsOf(pass, program);
        assert.deepEqual(paths, { "http $default": path });
        assert.ok(text === undefined || texts.some((one) => text.test(one)), texts.join("\n"));
      });
    }
  }
});
