import { ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { kindOf } from "./kinds";
import type { Kind } from "./kinds";
import type { Resource } from "./resource";
import { known, readString } from "./value";

/** Types of `aws-native`, without the package, and the kinds of the same things in `aws`. */
const nativeKinds: Readonly<Record<string, readonly Kind[]>> = {
  "apigateway:RestApi": ["restApi"],
  "apigateway:Resource": ["restResource"],
  "apigateway:Method": ["restMethod", "restIntegration"],
  "apigateway:Deployment": ["restDeployment"],
  "apigateway:Stage": ["restStage"],
  "apigateway:VpcLink": ["vpcLinkV1"],
  "apigatewayv2:Api": ["httpApi", "webSocketApi"],
  "apigatewayv2:Route": ["httpRoute", "webSocketRoute"],
  "apigatewayv2:Integration": ["httpIntegration", "webSocketIntegration"],
  "apigatewayv2:Deployment": ["httpDeployment", "webSocketDeployment"],
  "apigatewayv2:Stage": ["httpStage", "webSocketStage"],
  "apigatewayv2:VpcLink": ["vpcLinkV2"],
  "elasticloadbalancingv2:LoadBalancer": ["loadBalancer"],
  "elasticloadbalancingv2:Listener": ["listener"],
  "elasticloadbalancingv2:ListenerRule": ["listenerRule"],
  "elasticloadbalancingv2:TargetGroup": ["targetGroup"],
  "ecs:Service": ["ecsService"],
  "ecs:TaskDefinition": ["taskDefinition"],
  "ecs:TaskSet": ["ecsService"],
  "servicediscovery:Service": ["discoveryService"],
  "servicediscovery:PrivateDnsNamespace": ["privateDnsNamespace"],
  "ec2:SecurityGroup": ["securityGroup"],
  "ec2:SecurityGroupIngress": ["ingressRule"],
  "ec2:SecurityGroupEgress": ["egressRule"],
  "apigateway:BasePathMapping": ["basePathMapping"],
  "apigatewayv2:RoutingRule": ["routingRule"],
};

const kindsOf = (module: string) =>
  Object.entries(nativeKinds).flatMap(([type, kinds]) => (type.startsWith(module) ? kinds : []));
const allKinds: readonly Kind[] = kindsOf("");
const apiKinds: readonly Kind[] = kindsOf("apigateway");

/** Types of `aws` that can be a part of a request path, and that no rule reads. */
const unreadTypes: Readonly<Record<string, readonly Kind[]>> = {
  "aws:elb/loadBalancer:LoadBalancer": [],
  "aws:ecs/taskSet:TaskSet": ["ecsService"],
  "aws:ecs/expressGatewayService:ExpressGatewayService": [],
};

/** Templates of CloudFormation; `templateBody` shows what they contain. */
const templates: ReadonlySet<string> = new Set([
  "aws:cloudformation/stack:Stack",
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
  "aws-native:cloudformation:Stack",
]);

const inTemplate =
  /AWS::(ApiGateway|ApiGatewayV2|ElasticLoadBalancing|ElasticLoadBalancingV2|ServiceDiscovery|Serverless)::|AWS::ECS::Service/;
const named = /api[-_]?gateway|vpc[-_]?link|load[-_]?balanc|target[-_]?group|service[-_]?discovery/i;
const isCloudControl = /^aws(-native)?:cloudcontrol/;
const inCluster = /^kubernetes:.*:(Ingress|TargetGroupBinding|Gateway)$/;

const hasApi = perGraph((graph) =>
  (["httpApi", "restApi", "webSocketApi", "vpcLinkV1", "vpcLinkV2"] as const).some(
    (kind) => ofKind(graph, kind).length > 0,
  ),
);

/** Whether a resource that creates others outside the stack may create a part of a request path. */
function mayCreatePath(graph: Graph, resource: Resource): boolean {
  const { type } = resource;
  if (templates.has(type)) {
    const body = known(readString(resource, "templateBody"));
    return body === undefined ? hasApi(graph) : inTemplate.test(body);
  }
  if (isCloudControl.test(type)) return inTemplate.test(`${known(readString(resource, "typeName")) ?? ""}::`);
  const exposed = type === "kubernetes:core/v1:Service" && known(readString(resource, "spec.type")) === "LoadBalancer";
  return (inCluster.test(type) || exposed) && hasApi(graph);
}

const qualifiedType = (urn: string) => urn.split("::")[2] ?? "";

/** Types, with those of their parents, of which a resource has children. */
const parentTypes = perGraph(
  (graph) =>
    new Set(
      graph.resources
        .map(({ urn }) => qualifiedType(urn))
        .map((type) => type.slice(0, Math.max(0, type.lastIndexOf("$")))),
    ),
);

const nativeType = (type: string) => type.replace(/^aws-native:/, "");

/** Kinds of the resource types that a template names: `AWS::ECS::Service`. */
function kindsInTemplate(body: string): readonly Kind[] {
  const names = Array.from(
    body.matchAll(/AWS::(\w+)::(\w+)/g),
    ([, module = "", name = ""]) => `${module.toLowerCase()}:${name}`,
  );
  const found = [...new Set(names)].flatMap((name) => nativeKinds[name] ?? []);
  // Types of AWS SAM stand for APIs with all their parts.
  return body.includes("AWS::Serverless::") ? [...found, ...apiKinds] : found;
}

/** Kinds of resources that a resource stands for, or that may be in what it creates. */
export function foreignKinds(resource: Resource): readonly Kind[] {
  const { type } = resource;
  if (inCluster.test(type)) return ["ecsService"];
  const isTemplate = templates.has(type);
  if (isTemplate || isCloudControl.test(type)) {
    const body = known(readString(resource, isTemplate ? "templateBody" : "typeName"));
    return body === undefined ? allKinds : kindsInTemplate(body);
  }
  return type.startsWith("aws-native:") ? (nativeKinds[nativeType(type)] ?? []) : (unreadTypes[type] ?? []);
}

/**
 * Whether a resource looks like a part of a request path, although the pack does not read its type. A component with
 * children is judged by its children.
 */
export function mayBelongToPath(graph: Graph, resource: Resource): boolean {
  const { type, urn } = resource;
  if (kindOf(type) !== undefined || type.startsWith("pulumi:")) return false;
  if (type in unreadTypes || mayCreatePath(graph, resource)) return true;
  if (type.startsWith("aws-native:")) return nativeType(type) in nativeKinds;
  if (/^(aws|kubernetes):/.test(type)) return false;
  return named.test(type) && !parentTypes(graph).has(qualifiedType(urn));
}
