import { admits } from "./security-group-access";
import { ofKind } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolveList } from "./references";
import type { Resource } from "./resource";
import type { Container } from "./tasks";
import { known, readBoolean, readString } from "./value";
import { vpcOf } from "./vpcs";
import { routeTableOf } from "./default-route";

const registry = ["ecr.api", "ecr.dkr", "s3"] as const;
const privateRegistry = /^\d{12}\.dkr\.ecr\./;

/**
 * AWS services that a task calls before its own code runs, by the last part of their endpoint's name, and images that
 * no endpoint leads to. Containers that cannot be read are taken to come from ECR.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export function awaitedEndpoints(containers: readonly Container[] | undefined): readonly string[] {
  const all = containers ?? [];
  const foreign = all.flatMap(({ image }) =>
    image === undefined || privateRegistry.test(image) ? [] : [`image ${image}`],
  );
  const logs = all.some(({ logConfiguration }) => logConfiguration?.logDriver === "awslogs") ? ["logs"] : [];
  const stores = all
    .flatMap(({ secrets }) => secrets ?? [])
    .map(({ valueFrom }) => (valueFrom?.includes(":secretsmanager:") === true ? "secretsmanager" : "ssm"));
  return [...new Set([...registry, ...logs, ...stores, ...foreign])];
}

/** What of it a service's VPC has no endpoint for. */
export type Missing =
  | { readonly kind: "none" }
  | { readonly kind: "some"; readonly what: readonly string[] }
  | { readonly kind: "unknown"; readonly why: string };

const httpsPort = 443;

/** Whether tasks in the subnets can use an endpoint: by private DNS, or by a route that a gateway adds to their tables. */
function serves(graph: Graph, endpoint: Resource, service: Resource, subnets: readonly Resource[]): boolean {
  // Without private DNS the task would call the public address.
  if (known(readString(endpoint, "vpcEndpointType")) === "Interface") {
    return known(readBoolean(endpoint, "privateDnsEnabled")) !== false && admits(graph, endpoint, service, httpsPort);
  }
  const { references, exact } = resolveList(graph, endpoint, "routeTableIds", "routeTable");
  const tables = references.map(referenceKey);
  const own = subnets.map((subnet) => routeTableOf(graph, subnet)?.urn);
  // Tables may be associated by resources of their own; only what is listed in full can be found wanting.
  return !exact || tables.length === 0 || own.every((table) => table === undefined || tables.includes(table));
}

/** Which of the awaited AWS services the VPC of an ECS service has no endpoint for that tasks in the subnets can use. */
export function missingEndpoints(
  graph: Graph,
  service: Resource,
  subnets: readonly Resource[],
  awaited: readonly string[],
): Missing {
  const vpc = referenceKey(vpcOf(graph, service));
  const endpoints = ofKind(graph, "vpcEndpoint").filter((one) => referenceKey(vpcOf(graph, one)) === vpc);
  const unread = endpoints.find((endpoint) => readString(endpoint, "serviceName").kind === "unknown");
  const usable = endpoints
    .filter((endpoint) => serves(graph, endpoint, service, subnets))
    .map((endpoint) => known(readString(endpoint, "serviceName")) ?? "");
  const what = awaited.filter((name) => !usable.some((serviceName) => serviceName.endsWith(`.${name}`)));
  if (what.length === 0) return { kind: "none" };
  return unread === undefined
    ? { kind: "some", what }
    : { kind: "unknown", why: `the service that endpoint ${unread.name} leads to` };
}
