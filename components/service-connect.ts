import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ServiceNode } from "../core/plan";
import type { ConnectRole } from "../core/service-connect";

/** The part of an ECS service in Service Connect. */
export interface ServiceConnect {
  readonly role: ConnectRole;
  readonly namespaceArn: pulumi.Input<string>;
  /** ECS services that it calls and waits for. */
  readonly servers: readonly pulumi.Resource[];
  /** Names of the endpoints that it calls: `orders`. */
  readonly endpoints: readonly string[];
  /** Seconds that the service may take to answer a request. */
  readonly requestSeconds: number;
}

/**
 * Time limits of an endpoint: the proxy's default of 15 seconds for a request would end requests before API Gateway does,
 * and so would its idle timeout of 300 seconds for long ones.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TimeoutConfiguration.html
 */
const timeoutOf = (requestSeconds: number): aws.types.input.ecs.ServiceServiceConnectConfigurationServiceTimeout => ({
  perRequestTimeoutSeconds: requestSeconds,
  ...(requestSeconds < 300 ? {} : { idleTimeoutSeconds: requestSeconds + 10 }),
});

/**
 * Port of every endpoint, whatever the container port: callers use `http://orders`. With the container port instead,
 * callers would go on using the old one until they are deployed again. The caller's own containers may use the port
 * too: endpoints have addresses of their own, whose traffic ECS redirects to a port of the proxy in the ephemeral range.
 * Sources: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectClientAlias.html and
 * `EgressConfig` in https://github.com/aws/amazon-ecs-agent/blob/master/agent/api/serviceconnect/service_connect.go
 */
const endpointPort = 80;

/** Name of an endpoint: the name of the service in lower case, as AWS requires; that of a component may have capitals. */
export const endpointName = (service: string) => service.toLowerCase();

/**
 * What Service Connect needs in the definition of a container. A called service names its port. A caller has its
 * endpoints in a label: its ECS service does not name them, and its tasks resolve those that exist when they are
 * deployed, so another endpoint has to deploy them again.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
 */
export function containerConnect({ name }: ServiceNode, connect: ServiceConnect | undefined) {
  const endpoints = connect?.endpoints ?? [];
  return {
    port: connect?.role === "server" ? { name: endpointName(name), appProtocol: "http" } : {},
    labels: endpoints.length === 0 ? {} : { "private-integrations.calls": endpoints.join(" ") },
  };
}

/**
 * Configures Service Connect. A called service gets the endpoint `http://<service>`; the proxy in its tasks listens on
 * the container port. Callers learn the ports of new tasks without being deployed again.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
export function serviceConnectConfiguration(
  { name }: ServiceNode,
  { role, namespaceArn, requestSeconds }: ServiceConnect,
  { groupName, region }: { readonly groupName: string; readonly region: string },
): aws.types.input.ecs.ServiceServiceConnectConfiguration {
  const endpoint = {
    portName: endpointName(name),
    clientAlias: [{ dnsName: endpointName(name), port: endpointPort }],
    timeout: timeoutOf(requestSeconds),
  };
  return {
    enabled: true,
    namespace: namespaceArn,
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": groupName,
        "awslogs-region": region,
        "awslogs-stream-prefix": "service-connect",
      },
    },
    ...(role === "server" ? { services: [endpoint] } : {}),
  };
}
