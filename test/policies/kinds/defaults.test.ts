import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { albService, allow, group, httpApi, network, taskDefinition } from "../../fixtures/field/base";
import { program as albTarget } from "../../fixtures/field/26-alb-target-default-check";
import { verdictsOf } from "../../support/verdicts";
import { nlbBeforeAlb, nlbService } from "./programs/balancers";

const albRule = "alb-target-group-is-tcp shop-front";
const pathRule = "every-route-reaches-its-service";
const https = {
  port: 443,
  protocol: "HTTPS",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
};

/** A service without NAT, whose image is in ECR, with endpoints for ECR and S3. */
function endpoints(
  privateDns: { privateDnsEnabled?: boolean },
  egress: "anywhere" | "vpc" | "vpc and S3" | "public" = "anywhere",
) {
  return () => {
    const net = network("home", 40, { nat: "none" });
    const own = group("endpoints", net);
    const span = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    new aws.vpc.SecurityGroupIngressRule("endpoints", { securityGroupId: own.id, cidrIpv4: "10.40.0.0/16", ...span });
    for (const name of ["ecr.api", "ecr.dkr"]) {
      new aws.ec2.VpcEndpoint(name, {
        vpcId: net.vpc.id,
        serviceName: `com.amazonaws.us-east-1.${name}`,
        vpcEndpointType: "Interface",
        subnetIds: net.subnetIds,
        securityGroupIds: [own.id],
        ...privateDns,
      });
    }
    const serviceName = "com.amazonaws.us-east-1.s3";
    const s3 = new aws.ec2.VpcEndpoint("s3", { vpcId: net.vpc.id, serviceName, routeTableIds: [net.table.id] });
    const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1";
    const containerDefinitions = JSON.stringify([{ name: "app", image, portMappings: [{ containerPort: 8080 }] }]);
    const tasks = group("tasks", net);
    const front = albService("shop", net, {
      service: {
        taskDefinition: taskDefinition("ecr", 8080, {
          containerDefinitions,
          executionRoleArn: "arn:aws:iam::123456789012:role/ecr",
        }).arn,
        networkConfiguration: { subnets: net.subnetIds, securityGroups: [tasks.id] },
      },
    });
    allow("alb-tasks", front.albSg, tasks, 8080);
    const cidrIpv4 = { anywhere: "0.0.0.0/0", public: "52.94.0.0/16" }[egress as string] ?? "10.40.0.0/16";
    new aws.vpc.SecurityGroupEgressRule("out", { securityGroupId: tasks.id, cidrIpv4, ...span });
    if (egress === "vpc and S3") {
      new aws.vpc.SecurityGroupEgressRule("s3", { securityGroupId: tasks.id, prefixListId: s3.prefixListId, ...span });
    }
    httpApi("http", front);
  };
}

interface Case {
  readonly program: () => void;
  readonly mandatory?: readonly string[];
  readonly path: string;
  /** Verdict at a first preview, if another. */
  readonly first?: string;
  readonly text?: RegExp;
}

const rest: Readonly<Record<string, Case>> = {
  "alb targets without a health check": { program: albTarget, path: "proved", first: "undetermined" },
  "alb targets behind an HTTPS listener without a health check": {
    program: () => nlbBeforeAlb({ listener: https }),
    // Its uri has the scheme http, too.
    mandatory: [albRule, "tls-listener-has-server-name rest", `${pathRule} shop-nlb`],
    path: "refuted at listener",
    text: /uses HTTP, but listener shop-alb of its ALB uses HTTPS at port 443/,
  },
  "alb targets with a health check that sets only the path": {
    program: () => nlbBeforeAlb({ targetGroup: { healthCheck: { path: "/health" } } }),
    path: "proved",
  },
  "an NLB's target group with a health check that sets only the path": {
    program: () => nlbService({ targetGroup: { healthCheck: { path: "/health" } } }),
    path: "proved",
  },
  "a service without a desired count": {
    program: () => nlbService({ service: { desiredCount: undefined } }),
    path: "undetermined",
    text: /the number of tasks of ECS service shop, whose desired count is 0/,
  },
  "a desired count of 0 with autoscaling": { program: () => scaled(), path: "proved" },
};

/** Autoscaling raises the desired count of 0. */
function scaled(): void {
  const service = nlbService({ service: { desiredCount: 0 } });
  new aws.appautoscaling.Target("shop", {
    minCapacity: 1,
    maxCapacity: 4,
    resourceId: pulumi.interpolate`service/shop/${service.name}`,
    scalableDimension: "ecs:service:DesiredCount",
    serviceNamespace: "ecs",
  });
}

const http: Readonly<Record<string, Case>> = {
  "interface endpoints without private DNS": {
    program: endpoints({}),
    mandatory: ["private-tasks-reach-registry shop", `${pathRule} shop`],
    path: "refuted at task",
  },
  "interface endpoints with private DNS": { program: endpoints({ privateDnsEnabled: true }), path: "proved" },
  "egress to the VPC, but not to the S3 endpoint": {
    program: endpoints({ privateDnsEnabled: true }, "vpc"),
    mandatory: [`${pathRule} shop`],
    path: "refuted at task",
    text: /reach only addresses other than s3 on port 443/,
  },
  "egress to some public addresses": {
    program: endpoints({ privateDnsEnabled: true }, "public"),
    path: "undetermined",
    text: /the addresses of the registry that tasks of ECS service shop call/,
  },
  "egress to the VPC and the prefix list of the S3 endpoint": {
    program: endpoints({ privateDnsEnabled: true }, "vpc and S3"),
    path: "proved",
  },
};

describe("defaults of AWS and the provider", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [route, all] of [["rest ANY /", rest] as const, ["http $default", http] as const]) {
      for (const [name, { program, mandatory = [], path, first = path, text }] of Object.entries(all)) {
        it(`${name}, ${pass}`, async () => {
          const found = await verdictsOf(pass, () => {
            program();
          });
          assert.deepEqual([found.mandatory, found.paths], [mandatory, { [route]: pass === "preview" ? first : path }]);
          assert.ok(text === undefined || found.texts.some((one) => text.test(one)), found.texts.join("\n"));
        });
      }
    }
  }
});
