import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Operator, Snapshot } from "./edit";
import { dropInput, eachOf, forget, ofType, rewire, setInputs } from "./edit";

const first = (snapshot: Snapshot, type: string) => ofType(snapshot, type)[0];
/** A method of a path with a parameter, or its integration. A mock for preflight requests needs no parameter. */
const greedy = ({ name, inputs }: SnapshotResource) =>
  name.endsWith("{proxy+}") && inputs["requestParameters"] !== undefined;
/** A mock has no link. */
const isPrivate = ({ inputs }: SnapshotResource) => inputs["connectionType"] === "VPC_LINK";

/** Removes the dependency of a deployment on resources of one type, one at a time. */
function forgotten(kind: string, type: string): Operator {
  return {
    kind,
    caughtBy: "rest-deployment-covers-api",
    mutants: (snapshot) => {
      const deployment = first(snapshot, "deployment:Deployment");
      if (deployment === undefined) return [];
      return ofType(snapshot, type)
        .slice(0, 2)
        .map((one) => ({
          title: `${kind}: ${one.name}`,
          snapshot: snapshot.map((resource) =>
            resource.urn === deployment.urn ? forget([one.urn])(resource) : resource,
          ),
        }));
    },
  };
}

/** Removes both: through the integration, the deployment would still depend on the method. */
const methodForgotten: Operator = {
  kind: "deployment forgets a method and its integration",
  caughtBy: "rest-deployment-covers-api",
  mutants: (snapshot) => {
    const deployment = first(snapshot, "deployment:Deployment");
    if (deployment === undefined) return [];
    return ofType(snapshot, "apigateway/method:Method")
      .slice(0, 2)
      .map((method) => {
        const integration = ofType(snapshot, "apigateway/integration:Integration").find(
          ({ name }) => name === method.name,
        );
        const gone = [method.urn, ...(integration === undefined ? [] : [integration.urn])];
        return {
          title: `deployment forgets ${method.name}`,
          snapshot: snapshot.map((resource) => (resource.urn === deployment.urn ? forget(gone)(resource) : resource)),
        };
      });
  },
};

/** Faults of APIs, integrations and VPC links. */
export const gateway: readonly Operator[] = [
  eachOf(
    "HTTP integration targets the load balancer",
    "http-integration-takes-listener",
    "apigatewayv2/integration:Integration",
    (one, all) => {
      const listener = (one.propertyDependencies["integrationUri"] ?? []).find((urn) =>
        urn.includes("lb/listener:Listener"),
      );
      const balancer =
        listener &&
        ofType(all, "lb/listener:Listener").find(({ urn }) => urn === listener)?.propertyDependencies[
          "loadBalancerArn"
        ];
      return balancer === undefined || balancer === "" ? undefined : rewire("integrationUri", balancer)(one);
    },
  ),
  eachOf(
    "HTTP integration targets a target group",
    "http-integration-takes-listener",
    "apigatewayv2/integration:Integration",
    (one, all) => {
      const group = first(all, "targetGroup:TargetGroup");
      return group && rewire("integrationUri", [group.urn])(one);
    },
  ),
  eachOf(
    "HTTP integration targets a URL",
    "http-integration-takes-listener",
    "apigatewayv2/integration:Integration",
    (one) => setInputs({ integrationUri: "http://10.0.0.1/" })(dropInput("integrationUri")(one)),
  ),
  eachOf("stage name in the path", "http-stage-not-in-path", "apigatewayv2/integration:Integration", (one, all) =>
    first(all, "apigatewayv2/stage:Stage")?.inputs["name"] === "$default"
      ? undefined
      : dropInput("requestParameters")(one),
  ),
  eachOf(
    "private integration without a link",
    "vpc-link-version",
    "apigatewayv2/integration:Integration",
    dropInput("connectionId"),
  ),
  eachOf("REST integration without a link", "vpc-link-version", "apigateway/integration:Integration", (one) =>
    isPrivate(one) ? dropInput("connectionId")(one) : undefined,
  ),
  eachOf("V2 integration without a target", "rest-integration-target", "apigateway/integration:Integration", (one) =>
    one.propertyDependencies["integrationTarget"] === undefined ? undefined : dropInput("integrationTarget")(one),
  ),
  eachOf(
    "V2 integration targets a listener",
    "rest-integration-target",
    "apigateway/integration:Integration",
    (one, all) => {
      const [balancer] = one.propertyDependencies["integrationTarget"] ?? [];
      const listener = ofType(all, "lb/listener:Listener").find(({ propertyDependencies }) =>
        propertyDependencies["loadBalancerArn"]?.includes(balancer ?? ""),
      );
      return listener && rewire("integrationTarget", [listener.urn])(one);
    },
  ),
  eachOf(
    "V1 integration with a target",
    "rest-integration-target",
    "apigateway/integration:Integration",
    (one, all) => {
      const balancer = first(all, "loadBalancer:LoadBalancer");
      if (!isPrivate(one) || one.propertyDependencies["integrationTarget"] !== undefined || balancer === undefined)
        return undefined;
      return rewire("integrationTarget", [balancer.urn])({
        ...one,
        inputs: { ...one.inputs, integrationTarget: null },
        unknown: [...(one.unknown ?? []), "integrationTarget"],
      });
    },
  ),
  forgotten("deployment forgets an integration", "apigateway/integration:Integration"),
  methodForgotten,
  eachOf("deployment without triggers", "rest-deployment-has-trigger", "deployment:Deployment", dropInput("triggers")),
  eachOf("method without its path parameter", "rest-proxy-path-one-unit", "apigateway/method:Method", (one) =>
    greedy(one) ? dropInput("requestParameters")(one) : undefined,
  ),
  eachOf(
    "integration without its path parameter",
    "rest-proxy-path-one-unit",
    "apigateway/integration:Integration",
    (one) => (greedy(one) ? dropInput("requestParameters")(one) : undefined),
  ),
  eachOf(
    "integration maps another parameter",
    "rest-proxy-path-one-unit",
    "apigateway/integration:Integration",
    (one) =>
      greedy(one)
        ? setInputs({ requestParameters: { "integration.request.path.proxy": "method.request.path.other" } })(one)
        : undefined,
  ),
  eachOf("V2 link without a security group", "vpc-link-v2-has-security-group", "apigatewayv2/vpcLink:VpcLink", (one) =>
    setInputs({ securityGroupIds: [] })(dropInput("securityGroupIds")(one)),
  ),
  eachOf(
    "V2 link with the security group of a load balancer",
    "vpc-link-v2-has-security-group",
    "apigatewayv2/vpcLink:VpcLink",
    (one, all) => {
      const group = first(all, "loadBalancer:LoadBalancer")?.propertyDependencies["securityGroups"];
      return group && rewire("securityGroupIds", group)(one);
    },
  ),
  eachOf("V1 link to an ALB", "vpc-link-v1-takes-nlb", "loadBalancer:LoadBalancer", (one, all) =>
    ofType(all, "apigateway/vpcLink:VpcLink").some(({ propertyDependencies }) =>
      propertyDependencies["targetArn"]?.includes(one.urn),
    )
      ? setInputs({ loadBalancerType: "application" })(one)
      : undefined,
  ),
  eachOf(
    "Cloud Map service with A records",
    "discovery-service-registers-srv",
    "servicediscovery/service:Service",
    (one) => ({
      ...one,
      inputs: {
        ...one.inputs,
        dnsConfig: { ...(one.inputs["dnsConfig"] as object), dnsRecords: [{ type: "A", ttl: 10 }] },
      },
    }),
  ),
  eachOf(
    "server name to verify on an HTTP listener",
    "tls-listener-has-server-name",
    "apigatewayv2/integration:Integration",
    (one, all) =>
      // A TCP listener passes TLS through.
      ofType(all, "lb/listener:Listener").some(
        ({ urn, inputs }) =>
          inputs["protocol"] === "HTTP" && one.propertyDependencies["integrationUri"]?.includes(urn) === true,
      )
        ? setInputs({ tlsConfig: { serverNameToVerify: "orders.example.com" } })(one)
        : undefined,
  ),
];
