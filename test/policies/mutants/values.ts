import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Operator, Snapshot } from "./edit";
import { dropInput, eachOf, ofType, setInputs, setPlain } from "./edit";

const httpIntegration = "apigatewayv2/integration:Integration";
const restIntegration = "apigateway/integration:Integration";
const httpApi = "apigatewayv2/api:Api";
const restApi = "apigateway/restApi:RestApi";
const service = "ecs/service:Service";
const definition = "ecs/taskDefinition:TaskDefinition";

/** Sets plain values on each resource of a type. */
const set = (kind: string, caughtBy: string, type: string, inputs: Readonly<Record<string, unknown>>): Operator =>
  eachOf(kind, caughtBy, type, setPlain(inputs));

const drop = (kind: string, caughtBy: string, type: string, key: string): Operator =>
  eachOf(kind, caughtBy, type, (one) => (one.inputs[key] === undefined ? undefined : dropInput(key)(one)));

const isHttp = ({ inputs }: SnapshotResource) => inputs["protocol"] === "HTTP";

/** The default endpoint of an API without a domain name. */
const withoutEndpoint = (one: SnapshotResource, all: Snapshot) =>
  ofType(all, "apigatewayv2:ApiMapping").length > 0 ? undefined : setInputs({ disableExecuteApiEndpoint: true })(one);

/** Values that AWS rejects, or with which every request fails. */
export const values: readonly Operator[] = [
  set("metrics without throttling limits", "throttling-admits-requests", "apigatewayv2/stage:Stage", {
    defaultRouteSettings: { detailedMetricsEnabled: true },
  }),
  set("HTTP timeout of 45 s", "integration-timeout-in-range", httpIntegration, { timeoutMilliseconds: 45_000 }),
  set("REST timeout of 1,000 s", "integration-timeout-in-range", restIntegration, { timeoutMilliseconds: 1_000_000 }),
  set("payload format 2.0", "private-integration-payload-format", httpIntegration, { payloadFormatVersion: "2.0" }),
  set("private API without a policy", "private-rest-api-has-policy", restApi, {
    endpointConfiguration: { types: "PRIVATE" },
  }),
  set("VPC endpoints of a public API", "rest-endpoint-settings", restApi, {
    endpointConfiguration: { types: "REGIONAL", vpcEndpointIds: ["vpce-1"] },
  }),
  eachOf("gRPC behind HTTP", "http2-target-group-behind-https", "targetGroup:TargetGroup", (one, all) =>
    isHttp(one) && ofType(all, "lb/listener:Listener").some(isHttp)
      ? setInputs({ protocolVersion: "GRPC" })(one)
      : undefined,
  ),
  drop("task without an execution role", "task-has-execution-role", definition, "executionRoleArn"),
  eachOf("REST integration of type HTTP", "rest-http-integration-has-responses", restIntegration, (one) =>
    one.inputs["type"] === "MOCK" ? undefined : setPlain({ type: "HTTP" })(one),
  ),
  set("HTTP integration with a function", "private-integration-type", httpIntegration, {
    integrationType: "AWS_PROXY",
  }),
  set("execution logs of an HTTP API", "http-stage-settings", "apigatewayv2/stage:Stage", {
    defaultRouteSettings: { loggingLevel: "INFO", throttlingBurstLimit: 10, throttlingRateLimit: 10 },
  }),
  drop("REST integration without a method", "integration-has-method", restIntegration, "integrationHttpMethod"),
  drop("HTTP integration without a method", "integration-has-method", httpIntegration, "integrationMethod"),
  eachOf("HTTP API without an endpoint", "disabled-endpoint-has-domain", httpApi, withoutEndpoint),
  eachOf("REST API without an endpoint", "disabled-endpoint-has-domain", restApi, withoutEndpoint),
  set("task with 300 CPU units", "fargate-task-size", definition, { cpu: "300" }),
  set("task on a bridge", "fargate-task-definition", definition, { networkMode: "bridge" }),
  set("deployment that cannot start", "ecs-service-settings", service, {
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 100,
  }),
  eachOf("registration without a port", "service-registry-has-port", service, (one) => {
    const registry = one.inputs["serviceRegistries"] as Record<string, unknown> | undefined;
    return registry === undefined
      ? undefined
      : { ...one, inputs: { ...one.inputs, serviceRegistries: { registryArn: registry["registryArn"] } } };
  }),
  set("Route 53 health check in a VPC", "cloud-map-health-check-accepted", "servicediscovery/service:Service", {
    healthCheckConfig: { type: "HTTP" },
  }),
  eachOf("HTTP listener with a certificate", "listener-protocol-accepted", "lb/listener:Listener", (one) =>
    isHttp(one) ? setInputs({ certificateArn: "arn:aws:acm:us-east-1:1:certificate/a" })(one) : undefined,
  ),
  set("HTTP listener with UDP_TCP", "listener-protocol-accepted", "lb/listener:Listener", { protocol: "UDP_TCP" }),
  set("health check every 3 s", "target-group-settings", "targetGroup:TargetGroup", { healthCheck: { interval: 3 } }),
  eachOf("route with JWT and no authorizer", "route-has-authorizer", "apigatewayv2/route:Route", (one) =>
    one.inputs["authorizerId"] === undefined ? setPlain({ authorizationType: "JWT" })(one) : undefined,
  ),
  eachOf("method with Cognito and no authorizer", "route-has-authorizer", "apigateway/method:Method", (one) =>
    one.inputs["authorizerId"] === undefined ? setPlain({ authorization: "COGNITO_USER_POOLS" })(one) : undefined,
  ),
  set("stage name with a space", "stage-name-accepted", "apigateway/stage:Stage", { stageName: "my stage" }),
  set("route key without a slash", "route-key-accepted", "apigatewayv2/route:Route", { routeKey: "ANY orders" }),
  set("route to an integration's bare id", "route-names-integration", "apigatewayv2/route:Route", { target: "abc123" }),
  set("CORS with credentials for all origins", "api-settings-accepted", httpApi, {
    corsConfiguration: { allowOrigins: ["*"], allowCredentials: true },
  }),
  set("path part with a slash", "rest-resource-path-accepted", "apigateway/resource:Resource", { pathPart: "a/b" }),
  set("mapping of a reserved header", "http-mapping-accepted", httpIntegration, {
    requestParameters: { "overwrite:header.Host": "$context.domainName", "append:header.Via": "1" },
  }),
  set("empty scaling range", "scaling-range", "appautoscaling/target:Target", { minCapacity: 9, maxCapacity: 2 }),
];
