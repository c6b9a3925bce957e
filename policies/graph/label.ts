import { kindOf } from "./kinds";
import type { Kind } from "./kinds";
import type { Resource } from "./resource";

const nouns: Partial<Readonly<Record<Kind, string>>> = {
  apiMapping: "mapping",
  basePathMapping: "mapping",
  discoveryService: "Cloud Map service",
  ecsService: "ECS service",
  endpointService: "endpoint service",
  httpApi: "HTTP API",
  httpDomainName: "domain name",
  httpIntegration: "integration",
  httpRoute: "route",
  httpStage: "stage",
  iamRole: "role",
  listener: "listener",
  listenerCertificate: "listener certificate",
  listenerRule: "listener rule",
  loadBalancer: "load balancer",
  restApi: "REST API",
  record: "record",
  restDeployment: "deployment",
  restDomainName: "domain name",
  restGatewayResponse: "gateway response",
  restIntegration: "integration",
  restIntegrationResponse: "integration response",
  restMethod: "method",
  restMethodResponse: "method response",
  restStage: "stage",
  targetGroup: "target group",
  targetGroupAttachment: "target group attachment",
  vpcEndpoint: "VPC endpoint",
  vpcLinkV1: "V1 VPC link",
  vpcLinkV2: "V2 VPC link",
  webSocketApi: "WebSocket API",
  webSocketIntegration: "integration",
  webSocketRoute: "route",
  webSocketStage: "stage",
};

/** Kind and name, such as `load balancer web`: resources of different kinds often have the same name. */
export function labelOf({ type, name }: Resource): string {
  const kind = kindOf(type);
  const noun = kind && nouns[kind];
  return noun === undefined ? name : `${noun} ${name}`;
}
