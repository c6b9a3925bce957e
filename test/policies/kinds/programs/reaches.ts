import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { albService, group, httpApi, network, taskDefinition, toInternet } from "../../../fixtures/field/base";
import type { Cases } from "./cases";

const span = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });

interface Parts {
  /** Directions in which security group rules allow the call. */
  readonly rules: readonly ("egress" | "ingress")[];
  /** Name of the port mapping of the called service. */
  readonly portName?: string;
  /** Whether the caller uses Service Connect. */
  readonly caller?: "joined" | "apart" | "disabled";
  /** A second ECS service, worker, that has the security group of shop, and alone has the one with the egress rule. */
  readonly worker?: "calls";
  /** Port of the security group rules, and of the proxy of the called service if it is not the container port. */
  readonly proxyPort?: number;
}

/** A sound HTTP API before ECS service shop, which calls ECS service orders through Service Connect. */
export const calling =
  ({ rules, portName = "orders", caller = "joined", worker, proxyPort = 9000 }: Parts) =>
  () => {
    const net = network("home", 40);
    const namespace = new aws.servicediscovery.HttpNamespace("home", {});
    const enabled = caller === "joined";
    const joined = { enabled, namespace: namespace.arn };
    const front = albService(
      "shop",
      net,
      caller === "apart" ? {} : { service: { serviceConnectConfiguration: joined } },
    );
    httpApi("http", front);
    const called = group("orders-task", net);
    toInternet("orders-task", called);
    const override = proxyPort === 9000 ? {} : { ingressPortOverride: proxyPort };
    const portMappings = [{ name: portName, containerPort: 9000, appProtocol: "http" }];
    const image = "public.ecr.aws/nginx/nginx:1.29";
    new aws.ecs.Service("orders", {
      cluster: front.cluster.arn,
      launchType: "FARGATE",
      desiredCount: 1,
      taskDefinition: taskDefinition("orders", 9000, {
        containerDefinitions: JSON.stringify([{ name: "app", image, portMappings }]),
      }).arn,
      networkConfiguration: { subnets: net.subnetIds, securityGroups: [called.id] },
      serviceConnectConfiguration: {
        enabled: true,
        namespace: namespace.arn,
        services: [{ portName: "orders", clientAlias: [{ dnsName: "orders", port: 9000 }], ...override }],
      },
    });
    const out = worker === undefined ? front.taskSg : group("worker-out", net);
    if (worker !== undefined)
      new aws.ecs.Service("worker", {
        cluster: front.cluster.arn,
        launchType: "FARGATE",
        desiredCount: 1,
        taskDefinition: taskDefinition("worker").arn,
        networkConfiguration: { subnets: net.subnetIds, securityGroups: [front.taskSg.id, out.id] },
        serviceConnectConfiguration: joined,
      });
    if (rules.includes("egress"))
      new aws.vpc.SecurityGroupEgressRule("call-out", {
        securityGroupId: out.id,
        referencedSecurityGroupId: called.id,
        ...span(proxyPort),
      });
    if (rules.includes("ingress"))
      new aws.vpc.SecurityGroupIngressRule("call-in", {
        securityGroupId: called.id,
        referencedSecurityGroupId: front.taskSg.id,
        ...span(proxyPort),
      });
  };

interface Database {
  /** What the security group of the database admits at port 5432. */
  readonly admits: "shop" | "nobody" | "its subnets";
  /** What the egress rule allows; port 5432 by default. */
  readonly allows?: Pick<aws.vpc.SecurityGroupEgressRuleArgs, "ipProtocol" | "fromPort" | "toPort">;
  /** What has the group: a database with this group alone, one with a second group that admits shop, or nothing. */
  readonly holder?: "alone" | "admitted by another group" | "none";
  /** VPC of the database; that of shop by default. */
  readonly vpc?: "other";
}

/** A sound HTTP API before ECS service shop, which connects to a database behind a security group of the stack. */
export const withDatabase =
  ({ admits, allows = span(5432), holder = "alone", vpc }: Database) =>
  () => {
    const net = network("home", 40);
    const front = albService("shop", net);
    httpApi("http", front);
    const place = vpc === undefined ? net : network(vpc, 50);
    const [database, second] = [group("database", place), group("second", place)];
    const vpcSecurityGroupIds = holder === "alone" ? [database.id] : [database.id, second.id];
    if (holder !== "none") new aws.rds.Instance("database", { instanceClass: "db.t4g.micro", vpcSecurityGroupIds });
    new aws.vpc.SecurityGroupEgressRule("database-out", {
      securityGroupId: front.taskSg.id,
      referencedSecurityGroupId: database.id,
      ...allows,
    });
    const byShop = { referencedSecurityGroupId: front.taskSg.id, ...span(5432) };
    new aws.vpc.SecurityGroupIngressRule("second-in", { securityGroupId: second.id, ...byShop });
    if (admits === "nobody") return;
    const peer = admits === "shop" ? byShop : { cidrIpv4: "10.40.0.0/16", ...span(5432) };
    new aws.vpc.SecurityGroupIngressRule("database-in", { securityGroupId: database.id, ...peer });
  };

/** A private network in which tasks connect to addresses that need no default route for IPv4. */
export const isolated = (peer: Pick<aws.vpc.SecurityGroupEgressRuleArgs, "cidrIpv4" | "cidrIpv6">) =>
  withOutside(() => peer, "none");

/** What shop connects to, as the peer of an egress rule. */
export type Outside = Pick<
  aws.vpc.SecurityGroupEgressRuleArgs,
  "cidrIpv4" | "prefixListId" | "referencedSecurityGroupId"
>;

const toList = (blocks: readonly string[]) => (): Outside => ({
  prefixListId: new aws.ec2.ManagedPrefixList("list", {
    addressFamily: "IPv4",
    maxEntries: 5,
    entries: blocks.map((cidr) => ({ cidr })),
  }).id,
});

/** A sound HTTP API before ECS service shop, which connects to something outside the stack at port 443. */
export const withOutside =
  (peer: () => Outside, nat: "gateway" | "none" = "gateway", hub?: string) =>
  () => {
    const net = network("home", 40, nat === "none" ? { nat } : {});
    if (hub !== undefined) {
      const transitGatewayId = new aws.ec2transitgateway.TransitGateway("hub", {}).id;
      new aws.ec2.Route("hub", { routeTableId: net.table.id, destinationCidrBlock: hub, transitGatewayId });
    }
    const front = albService("shop", net);
    httpApi("http", front);
    new aws.vpc.SecurityGroupEgressRule("out", { securityGroupId: front.taskSg.id, ...peer(), ...span(5432) });
  };

/** A worker in a public subnet that connects to a public block; without a public IP address it has no route. */
export const inPublicSubnet = (assignPublicIp: () => pulumi.Input<boolean>) => () => {
  const net = network("home", 40, { nat: "none" });
  const task = group("worker", net);
  new aws.ecs.Service("worker", {
    cluster: new aws.ecs.Cluster("worker", {}).arn,
    launchType: "FARGATE",
    desiredCount: 1,
    taskDefinition: taskDefinition("worker").arn,
    networkConfiguration: { subnets: [net.pub.id], securityGroups: [task.id], assignPublicIp: assignPublicIp() },
  });
  new aws.vpc.SecurityGroupEgressRule("out", {
    securityGroupId: task.id,
    cidrIpv4: "203.0.113.0/24",
    ...span(5432),
  });
};

export const toBlocksOfList = withOutside(toList(["203.0.113.0/24"]));

/** A private network with a gateway endpoint, whose route the stack does not show. */
export const behindGatewayEndpoint = () => {
  const net = network("home", 40, { nat: "none" });
  new aws.ec2.VpcEndpoint("s3", {
    vpcId: net.vpc.id,
    serviceName: "com.amazonaws.us-east-1.s3",
    routeTableIds: [net.table.id],
  });
  const front = albService("shop", net);
  httpApi("http", front);
  new aws.vpc.SecurityGroupEgressRule("out", {
    securityGroupId: front.taskSg.id,
    cidrIpv4: "203.0.113.0/24",
    ...span(5432),
  });
};

const onShop = { on: "shop", path: "proved" } as const;
const registry = ["private-tasks-reach-registry shop"];

/** What the tasks of a service connect to. */
export const reaches: readonly Cases[] = [
  {
    rule: "every-reach-has-a-path",
    reported: {
      "a call that the called service does not admit": { program: calling({ rules: ["egress"] }), ...onShop },
      "a call that no egress rule allows": { program: calling({ rules: ["ingress"] }), ...onShop },
      "an endpoint whose port no container names": {
        program: calling({ rules: ["egress", "ingress"], portName: "web" }),
        ...onShop,
      },
      "a database that admits nobody": { program: withDatabase({ admits: "nobody" }), ...onShop },
      "ports that do not include that of the database": {
        program: withDatabase({ admits: "shop", allows: { ipProtocol: "tcp", fromPort: 5433, toPort: 6000 } }),
        ...onShop,
      },
      "a public block without a route": {
        program: withOutside(() => ({ cidrIpv4: "203.0.113.0/24" }), "none"),
        on: "shop",
        path: "refuted at task",
        also: registry,
      },
    },
    sound: {
      "a call with both rules": calling({ rules: ["egress", "ingress"] }),
      "a call of one of two services with the admitted group": calling({
        rules: ["egress", "ingress"],
        worker: "calls",
      }),
      "a database that admits the service": withDatabase({ admits: "shop" }),
      "a database that admits the addresses of the subnets": withDatabase({ admits: "its subnets" }),
      "a database that admits the service by its other group": withDatabase({
        admits: "nobody",
        holder: "admitted by another group",
      }),
      "all protocols to a database that admits one port": withDatabase({
        admits: "shop",
        allows: { ipProtocol: "-1" },
      }),
      "a range of ports with that of the database": withDatabase({
        admits: "shop",
        allows: { ipProtocol: "tcp", fromPort: 5000, toPort: 6000 },
      }),
      "a public block behind a NAT gateway": withOutside(() => ({ cidrIpv4: "203.0.113.0/24" })),
      "a prefix list of public blocks behind a NAT gateway": toBlocksOfList,
    },
  },
];
