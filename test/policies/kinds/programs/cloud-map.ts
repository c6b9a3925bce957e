import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allow, group, network, taskDefinition, toInternet } from "../../../fixtures/field/base";
import type { Cases } from "./cases";

interface Parts {
  readonly discovery?: Partial<aws.servicediscovery.ServiceArgs>;
  readonly registry?: Readonly<Record<string, number | string>>;
  readonly service?: Partial<aws.ecs.ServiceArgs>;
}

/** An HTTP API before a service that it finds through Cloud Map. */
const discovered =
  ({ discovery, registry, service }: Parts) =>
  () => {
    const net = network("home", 40);
    const [linkSg, taskSg] = [group("link", net), group("task", net)] as const;
    allow("link-task", linkSg, taskSg, 8080);
    toInternet("task", taskSg);
    const namespace = new aws.servicediscovery.PrivateDnsNamespace("shop", { name: "shop.internal", vpc: net.vpc.id });
    const found = new aws.servicediscovery.Service("shop", {
      dnsConfig: { namespaceId: namespace.id, dnsRecords: [{ type: "SRV", ttl: 10 }] },
      ...discovery,
    });
    new aws.ecs.Service("shop", {
      cluster: new aws.ecs.Cluster("shop", {}).arn,
      launchType: "FARGATE",
      taskDefinition: taskDefinition("shop").arn,
      desiredCount: 2,
      networkConfiguration: { subnets: net.subnetIds, securityGroups: [taskSg.id] },
      serviceRegistries: { registryArn: found.arn, ...(registry ?? { containerName: "app", containerPort: 8080 }) },
      ...service,
    });
    const link = new aws.apigatewayv2.VpcLink("shop", { subnetIds: net.subnetIds, securityGroupIds: [linkSg.id] });
    const { id: apiId } = new aws.apigatewayv2.Api("http", { protocolType: "HTTP" });
    const { id } = new aws.apigatewayv2.Integration("http", {
      apiId,
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      connectionType: "VPC_LINK",
      connectionId: link.id,
      integrationUri: found.arn,
    });
    new aws.apigatewayv2.Route("http", { apiId, routeKey: "$default", target: pulumi.interpolate`integrations/${id}` });
    new aws.apigatewayv2.Stage("http", { apiId, name: "$default", autoDeploy: true });
  };

/** Faults of Cloud Map services and registrations. */
export const cloudMap: readonly Cases[] = [
  {
    rule: "service-registry-has-port",
    reported: {
      "no port": { program: discovered({ registry: {} }), on: "shop", path: "refuted at service" },
      "a port twice": {
        program: discovered({ registry: { containerName: "app", containerPort: 8080, port: 8080 } }),
        on: "shop",
        path: "refuted at service",
      },
    },
    sound: {
      "a container and its port": discovered({}),
      "zeros that the provider reads back": discovered({
        registry: { containerName: "app", containerPort: 8080, port: 0 },
      }),
    },
  },
  {
    rule: "cloud-map-health-check-accepted",
    reported: {
      "a Route 53 health check in a private namespace": {
        program: discovered({ discovery: { healthCheckConfig: { type: "HTTP", resourcePath: "/" } } }),
        on: "shop",
        path: "refuted at discovery service",
      },
      "both kinds of health checks": {
        program: discovered({
          discovery: { healthCheckConfig: { type: "TCP" }, healthCheckCustomConfig: { failureThreshold: 1 } },
        }),
        on: "shop",
        path: "refuted at discovery service",
      },
    },
    sound: {
      "a custom health check": discovered({ discovery: { healthCheckCustomConfig: { failureThreshold: 1 } } }),
      "no health check": discovered({}),
    },
  },
  {
    rule: "cloud-map-service-rolls",
    reported: {
      "a blue/green service": {
        program: discovered({
          service: { deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "5" } },
        }),
        on: "shop",
        path: "proved",
      },
      "a canary service": {
        program: discovered({
          service: {
            deploymentConfiguration: { strategy: "CANARY", canaryConfiguration: { canaryPercent: 5 } },
          },
        }),
        on: "shop",
        path: "proved",
      },
    },
    sound: {
      "a service that says ROLLING": discovered({ service: { deploymentConfiguration: { strategy: "ROLLING" } } }),
      "a service that says nothing": discovered({}),
      "a service of CodeDeploy": discovered({ service: { deploymentController: { type: "CODE_DEPLOY" } } }),
    },
  },
];
