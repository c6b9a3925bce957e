import { privateDnsByDefault } from "./aws-defaults";
import { blockOf, coverageOf, everything } from "./blocks";
import { accessBetween, admits, openingsAtPort } from "./security-group-access";
import { ofKind } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolveList, resourceOf } from "./references";
import type { Resource } from "./resource";
import type { Container } from "./tasks";
import { known, readBoolean, readString } from "./value";
import { vpcOf } from "./vpcs";
import { routeTableOf } from "./default-route";

const registry = ["ecr.api", "ecr.dkr", "s3"] as const;
const imagePrefix = "image ";
const privateRegistry = /^\d{12}\.dkr\.ecr\./;

/**
 * AWS services that a task calls before its own code runs, by the last part of their endpoint name, and images that no
 * VPC endpoint provides. If the containers are unknown, ECR is assumed.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export function requiredEndpoints(containers: readonly Container[] | undefined): readonly string[] {
  const all = containers ?? [];
  const foreign = all.flatMap(({ image }) =>
    image === undefined || privateRegistry.test(image) ? [] : [`${imagePrefix}${image}`],
  );
  const logs = all.some(({ logConfiguration }) => logConfiguration?.logDriver === "awslogs") ? ["logs"] : [];
  const stores = all
    .flatMap(({ secrets }) => secrets ?? [])
    .map(({ valueFrom }) => (valueFrom?.includes(":secretsmanager:") === true ? "secretsmanager" : "ssm"));
  return [...new Set([...registry, ...logs, ...stores, ...foreign])];
}

/** Whether a required service is an image that no VPC endpoint provides. */
export const isForeignImage = (required: string): boolean => required.startsWith(imagePrefix);

/** Required services for which the VPC has no endpoint. */
export type Missing =
  | { readonly kind: "none" }
  | { readonly kind: "some"; readonly what: readonly string[] }
  | { readonly kind: "unknown"; readonly why: string };

const httpsPort = 443;

/** Whether tasks in the subnets can use an endpoint: an interface by private DNS, a gateway by their route tables. */
function serves(graph: Graph, endpoint: Resource, service: Resource, subnets: readonly Resource[]): boolean {
  // Without private DNS, tasks call the public address.
  if (known(readString(endpoint, "vpcEndpointType")) === "Interface") {
    const named = readBoolean(endpoint, "privateDnsEnabled");
    const privateDns = named.kind === "absent" ? privateDnsByDefault : known(named) !== false;
    return privateDns && admits(graph, endpoint, service, httpsPort);
  }
  const { references, exact } = resolveList(graph, endpoint, "routeTableIds", "routeTable");
  const tables = references.map(referenceKey);
  const own = subnets.map((subnet) => routeTableOf(graph, subnet)?.urn);
  // Separate resources may associate route tables, so only a complete list shows that a table is missing.
  return !exact || tables.length === 0 || own.every((table) => table === undefined || tables.includes(table));
}

/** Required AWS services for which the VPC of an ECS service has no endpoint that tasks in the subnets can use. */
export function missingEndpoints(
  graph: Graph,
  service: Resource,
  subnets: readonly Resource[],
  required: readonly string[],
): Missing {
  const located = vpcOf(graph, service);
  const vpc = referenceKey(located);
  const endpoints = ofKind(graph, "vpcEndpoint").filter((endpoint) => referenceKey(vpcOf(graph, endpoint)) === vpc);
  const unread = endpoints.find((endpoint) => readString(endpoint, "serviceName").kind === "unknown");
  const usable = endpoints
    .filter((endpoint) => serves(graph, endpoint, service, subnets))
    .map((endpoint) => known(readString(endpoint, "serviceName")) ?? "");
  const what = required.filter((name) => !usable.some((serviceName) => serviceName.endsWith(`.${name}`)));
  if (what.length === 0) return { kind: "none" };
  if (what.some(isForeignImage)) return { kind: "some", what };
  // An existing VPC may have endpoints that the stack does not show.
  if (resourceOf(located)?.type.endsWith("DefaultVpc") ?? true) {
    return {
      kind: "unknown",
      why: `the VPC endpoints of the VPC of ECS service ${service.name}, which is not in the stack`,
    };
  }
  return unread === undefined
    ? { kind: "some", what }
    : { kind: "unknown", why: `the service name of VPC endpoint ${unread.name}` };
}

/** Whether egress rules let tasks reach what they need to start. `only`: how far the rules go. */
export type HttpsEgress =
  | { readonly kind: "open" }
  | { readonly kind: "closed"; readonly only: string }
  | { readonly kind: "unknown"; readonly why: string };

/** Blocks of private networks. Sources: https://www.rfc-editor.org/rfc/rfc1918, https://www.rfc-editor.org/rfc/rfc6598 */
export const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].flatMap(
  (block) => blockOf(block) ?? [],
);

/** Endpoints of the VPC of a service that the egress rules of its tasks do not allow. */
function closedEndpoint(graph: Graph, service: Resource): Resource | undefined {
  const vpc = referenceKey(vpcOf(graph, service));
  const allowed = new Set(
    openingsAtPort(graph, service, "egress", httpsPort).openings.flatMap(({ endpoints }) => endpoints),
  );
  return ofKind(graph, "vpcEndpoint")
    .filter((endpoint) => referenceKey(vpcOf(graph, endpoint)) === vpc)
    .filter((endpoint) => registry.some((name) => known(readString(endpoint, "serviceName"))?.endsWith(`.${name}`)))
    .find((endpoint) =>
      known(readString(endpoint, "vpcEndpointType")) === "Interface"
        ? accessBetween(graph, service, "egress", endpoint, httpsPort).kind === "no"
        : !allowed.has(endpoint.urn),
    );
}

/**
 * Whether egress rules let tasks reach the registry, logs and secrets over HTTPS: at their public addresses, or at the
 * VPC endpoints. The traffic to a gateway endpoint goes to public addresses of its service.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export function httpsEgress(
  graph: Graph,
  service: Resource,
  subnets: readonly Resource[],
  required: readonly string[],
): HttpsEgress {
  const { openings, complete } = openingsAtPort(graph, service, "egress", httpsPort);
  const blocks = openings.flatMap((opening) => opening.blocks);
  if (coverageOf(everything(4), blocks) === "all") return { kind: "open" };
  if (!complete) return { kind: "unknown", why: `the security groups of ECS service ${service.name}` };
  const [unread] = openings.flatMap((opening) => opening.unread);
  if (unread !== undefined) return { kind: "unknown", why: unread };
  if (openings.length === 0) return { kind: "closed", only: "" };
  if (blocks.some((block) => block.family === 6 || coverageOf(block, privateBlocks) !== "all")) {
    return { kind: "unknown", why: `the addresses of the registry that tasks of ECS service ${service.name} call` };
  }
  const missing = missingEndpoints(graph, service, subnets, required);
  if (missing.kind === "unknown") return missing;
  if (missing.kind === "some") return { kind: "closed", only: `private addresses, but not ${missing.what.join(", ")}` };
  const closed = closedEndpoint(graph, service);
  return closed === undefined ? { kind: "open" } : { kind: "closed", only: `addresses other than ${closed.name}` };
}
