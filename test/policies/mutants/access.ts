import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Mutant, Operator, Snapshot } from "./edit";
import { dropInput, eachOf, forget, ofType, setInputs, setPlain } from "./edit";

const method = "apigateway/method:Method";
const mockResponse = "apigateway/integrationResponse:IntegrationResponse";
const gatewayResponse = "apigateway/response:Response";
const methodSettings = "apigateway/methodSettings:MethodSettings";
const authorizer = "apigateway/authorizer:Authorizer";
const webAcl = "wafv2/webAclAssociation:WebAclAssociation";
const restStage = "apigateway/stage:Stage";
const httpStage = "apigatewayv2/stage:Stage";
const httpRoute = "apigatewayv2/route:Route";
const plan = "usagePlan:UsagePlan";

type Change = (one: SnapshotResource, all: Snapshot) => SnapshotResource | undefined;

/** Applies a change where a condition holds. */
const where =
  (condition: (one: SnapshotResource) => boolean, change: Change): Change =>
  (one, all) =>
    condition(one) ? change(one, all) : undefined;

const has = (key: string) => (one: SnapshotResource) => one.inputs[key] !== undefined;
const isPreflight = ({ inputs }: SnapshotResource) =>
  inputs["httpMethod"] === "OPTIONS" || String(inputs["routeKey"]).startsWith("OPTIONS ");
const isOpen = ({ inputs }: SnapshotResource) =>
  (inputs["authorization"] ?? inputs["authorizationType"] ?? "NONE") === "NONE";

/** Scopes without a token, in stacks with an authorizer. */
const withScopes: Change = (one, all) =>
  isOpen(one) && ofType(all, "/authorizer:Authorizer").length > 0
    ? setPlain({ authorizationScopes: ["shop/read"] })(one)
    : undefined;
const ofOneMethod = ({ inputs }: SnapshotResource) => inputs["methodPath"] !== "*/*";

/** Removes each resource of a type in turn. */
const withoutEach = (kind: string, caughtBy: string, type: string): Operator => ({
  kind,
  caughtBy,
  mutants: (snapshot) =>
    ofType(snapshot, type).map(({ name, urn }) => ({
      title: `${kind}: ${name}`,
      snapshot: snapshot.filter((one) => one.urn !== urn),
    })),
});

/** The deployment of a REST API that waits for all but one resource of a type. */
const forgottenBy = (kind: string, type: string): Operator => ({
  kind,
  caughtBy: "rest-deployment-covers-api",
  mutants: (snapshot) =>
    ofType(snapshot, type).map(({ name, urn }) => ({
      title: `${kind}: ${name}`,
      snapshot: snapshot.map((one) => (one.type.endsWith("deployment:Deployment") ? forget([urn])(one) : one)),
    })),
});

/** One mutant of a stack that has resources of all these types. */
const once = (
  kind: string,
  caughtBy: string,
  types: readonly string[],
  change: (snapshot: Snapshot) => Snapshot,
): Operator => ({
  kind,
  caughtBy,
  mutants: (snapshot): readonly Mutant[] =>
    types.some((type) => ofType(snapshot, type).length === 0) ? [] : [{ title: kind, snapshot: change(snapshot) }],
});

const log = (one: SnapshotResource) => one.inputs["accessLogSettings"] as Readonly<Record<string, unknown>>;
const logging = (kind: string, type: string, changed: Readonly<Record<string, unknown>>): Operator =>
  eachOf(
    kind,
    "access-log-accepted",
    type,
    where(has("accessLogSettings"), (one) => setPlain({ accessLogSettings: { ...log(one), ...changed } })(one)),
  );

const cors = (headers: Readonly<Record<string, string>>) =>
  setInputs({
    responseParameters: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [`method.response.header.Access-Control-${name}`, `'${value}'`]),
    ),
  });

/** Names a method by another path; a path keeps its verb. */
const renamed = (rename: (path: string, verb: string) => string) =>
  where(ofOneMethod, (one) => {
    const [path = "", verb = ""] = String(one.inputs["methodPath"]).split("/");
    return setPlain({ methodPath: rename(path, verb) })(one);
  });

/** URNs of the resources that set the role for logs. */
const roleForLogs = (all: Snapshot) =>
  all.filter(({ urn }) => urn.includes(":RestLogRole") || urn.endsWith("::rest-log-role")).map(({ urn }) => urn);

/** Faults of authorization, CORS, limits, API keys, web ACLs and access logs, in stacks that have them. */
export const access: readonly Operator[] = [
  eachOf("authorizer without its user pools", "authorizer-is-complete", authorizer, dropInput("providerArns")),
  eachOf("authorizer without its issuer", "authorizer-is-complete", "apigatewayv2/authorizer:Authorizer", (one) =>
    setPlain({ jwtConfiguration: { audiences: ["web"] } })(one),
  ),
  eachOf(
    "method without its authorizer",
    "route-has-authorizer",
    method,
    where(has("authorizerId"), dropInput("authorizerId")),
  ),
  eachOf(
    "route without its authorizer",
    "route-has-authorizer",
    httpRoute,
    where(has("authorizerId"), dropInput("authorizerId")),
  ),
  eachOf("scopes of an open method", "route-has-authorizer", method, withScopes),
  eachOf("scopes of an open route", "route-has-authorizer", httpRoute, withScopes),
  eachOf(
    "preflight method for signed requests",
    "preflight-needs-no-authorization",
    method,
    where(isPreflight, setPlain({ authorization: "AWS_IAM" })),
  ),
  eachOf(
    "preflight route for signed requests",
    "preflight-needs-no-authorization",
    httpRoute,
    where(isPreflight, setPlain({ authorizationType: "AWS_IAM" })),
  ),
  eachOf(
    "preflight method for API keys",
    "preflight-needs-no-authorization",
    method,
    where(isPreflight, setPlain({ apiKeyRequired: true })),
  ),
  eachOf(
    "mock of binary data",
    "mock-answers-text",
    "apigateway/integration:Integration",
    where(has("contentHandling"), dropInput("contentHandling")),
  ),
  withoutEach("mock without an integration response", "rest-http-integration-has-responses", mockResponse),
  withoutEach(
    "mock without a method response",
    "rest-http-integration-has-responses",
    "apigateway/methodResponse:MethodResponse",
  ),
  eachOf(
    "preflight answer with credentials for any origin",
    "credentials-name-origins",
    mockResponse,
    cors({ "Allow-Origin": "*", "Allow-Credentials": "true" }),
  ),
  eachOf(
    "error answer with credentials for any origin",
    "credentials-name-origins",
    gatewayResponse,
    cors({ "Allow-Origin": "*", "Allow-Credentials": "true" }),
  ),
  eachOf("error answer with two origins", "credentials-name-origins", gatewayResponse, cors({ "Allow-Origin": "a,b" })),
  eachOf(
    "settings of ANY",
    "method-settings-name-methods",
    methodSettings,
    renamed((path) => `${path}/ANY`),
  ),
  eachOf(
    "settings with plain slashes",
    "method-settings-name-methods",
    methodSettings,
    renamed((path, verb) => `${path.replaceAll("~1", "/")}/${verb}`),
  ),
  eachOf(
    "settings of a path that does not exist",
    "method-settings-name-methods",
    methodSettings,
    renamed((_, verb) => `~1nowhere/${verb}`),
  ),
  eachOf(
    "method settings with a limit of 0",
    "throttling-admits-requests",
    methodSettings,
    setInputs({ settings: { throttlingRateLimit: 0, throttlingBurstLimit: 10 } }),
  ),
  eachOf(
    "route settings with a limit of 0",
    "throttling-admits-requests",
    httpStage,
    where(has("routeSettings"), (one) =>
      setInputs({ routeSettings: [{ routeKey: "ANY /orders", throttlingRateLimit: 0, throttlingBurstLimit: 10 }] })(
        one,
      ),
    ),
  ),
  eachOf(
    "settings of a route that does not exist",
    "http-stage-settings",
    httpStage,
    where(has("routeSettings"), (one) =>
      setInputs({ routeSettings: [{ routeKey: "GET /nowhere", throttlingRateLimit: 10, throttlingBurstLimit: 10 }] })(
        one,
      ),
    ),
  ),
  eachOf(
    "web ACL of a REST API without its stage",
    "web-acl-on-supported-resource",
    webAcl,
    setPlain({ resourceArn: "arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5" }),
  ),
  eachOf("web ACL that is replaced before it is deleted", "web-acl-deleted-before-replaced", webAcl, (one) => ({
    ...one,
    options: { ...one.options, deleteBeforeReplace: false },
  })),
  logging("access log without an id of the request", restStage, { format: "$context.status" }),
  logging("access log of several lines", restStage, { format: "$context.requestId\n$context.status" }),
  logging("access log in a bucket", restStage, { destinationArn: "arn:aws:s3:::logs" }),
  logging("HTTP access log without an id of the request", httpStage, { format: "$context.status" }),
  logging("HTTP access log in a stream", httpStage, {
    destinationArn: "arn:aws:firehose:us-east-1:111122223333:deliverystream/amazon-apigateway-logs",
  }),
  once(
    "stage before the role for its logs",
    "logs-wait-for-account-role",
    [restStage, "apigateway/account:Account"],
    (all) => all.map(forget(roleForLogs(all))),
  ),
  once("usage plans without the API", "api-key-has-usage-plan", [plan], (all) =>
    all.map((one) => (one.type.endsWith(plan) ? dropInput("apiStages")(one) : one)),
  ),
  once("usage plans without keys", "api-key-has-usage-plan", [plan], (all) =>
    all.filter(({ type }) => !type.endsWith("usagePlanKey:UsagePlanKey")),
  ),
  withoutEach("API key in no usage plan", "api-key-in-usage-plan", "usagePlanKey:UsagePlanKey"),
  eachOf("usage plan before its stage", "stage-exists-before-use", plan, (one, all) =>
    forget(ofType(all, restStage).map(({ urn }) => urn))(one),
  ),
  eachOf(
    "load balancer that hangs up first",
    "timeouts-nest",
    "loadBalancer:LoadBalancer",
    where(has("idleTimeout"), dropInput("idleTimeout")),
  ),
  // An integration response waits for its method response.
  forgottenBy("deployment forgets an integration response", mockResponse),
  forgottenBy("deployment forgets a gateway response", gatewayResponse),
];
