import { accessText } from "../../core/access-text";
import type { Plan } from "../../core/plan";
import type { ApiNode } from "../../core/plan-api";
import { standbyApi } from "../../core/plan-queries";
import type { Hop, RequestPath } from "../../core/request-paths";
import { requestPaths } from "../../core/request-paths";
import { balancerKind } from "../../core/route-lines";
import { count } from "../words";
import { alarmsByBox } from "./alarms";

/** A box of the diagram. */
export interface DiagramNode {
  readonly id: string;
  readonly kind: "client" | "domain" | "api" | "link" | "balancer" | "cloudMap" | "service";
  readonly label: string;
  /** Second line, below the name. */
  readonly detail: string;
  /** VPC of the resource, if any. */
  readonly vpc?: string;
  /** Present if only requests to the API that stands by would pass. */
  readonly standby?: true;
  /** How many alarms watch it; absent for none. */
  readonly alarms?: number;
}

/** An arrow; `hop` counts from the client, on the path of the API that serves if both APIs share the arrow. */
export interface DiagramEdge {
  /** Present if only requests to the API that stands by would pass. */
  readonly standby?: true;
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly hop: number;
}

/** Boxes and arrows of the request path to one service. */
interface DiagramPath {
  readonly service: string;
  /** Present if it begins at the API that stands by. */
  readonly standby?: true;
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/** A topology as boxes and arrows, and the request path to each service. */
export interface Diagram {
  readonly vpcs: readonly string[];
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  readonly paths: readonly DiagramPath[];
}

const client: DiagramNode = { id: "client", kind: "client", label: "client", detail: "internet" };

/** @param does - what it does in a stack with two topologies; empty in one with one */
const apiNode = ({ name, type, stage }: ApiNode, does: "" | ", serves" | ", stands by"): DiagramNode => ({
  id: `api-${name}`,
  kind: "api",
  label: name,
  detail: `${type.toUpperCase()} API, stage ${stage}${does}`,
});

/** What the detail of a box says about encryption. */
const listenerNotes = { verified: ", https", passed: ", passes https on", unverified: "", none: "" } as const;

function endpointNode({ endpoint, encryption }: Hop & { readonly kind: "endpoint" }, path: string): DiagramNode {
  const { name: label, vpc, port } = endpoint;
  const detail = `${path} · endpoint ${encryption.kind === "none" ? "" : "https "}:${port}, another account`;
  return { id: `service-${label}`, kind: "service", label, detail, vpc };
}

function domainNode({ domain }: Hop & { readonly kind: "domain" }): DiagramNode {
  const { domainName: label, basePath, standby } = domain;
  const trial = standby === undefined ? "" : `, /${standby.basePath} for the standby`;
  const detail = `domain name${basePath === undefined ? "" : `, base path /${basePath}`}${trial}`;
  return { id: `domain-${label}`, kind: "domain", label, detail };
}

/**
 * Box of a hop, where `path` is the one that clients use, with what its requests need. Mappings, accesses, listener rules
 * and target groups have no box.
 */
function nodeOf(hop: Hop, path: string): readonly DiagramNode[] {
  switch (hop.kind) {
    case "domain":
      return [domainNode(hop)];
    case "link": {
      const { name: label, version, vpc } = hop;
      const detail = `VPC link V${version}`;
      return [{ id: `link-v${version}-${label}`, kind: "link", label, detail, ...(vpc === undefined ? {} : { vpc }) }];
    }
    case "cloudMap":
      return [{ id: `cloud-map-${hop.vpc}`, kind: "cloudMap", label: hop.vpc, detail: "Cloud Map", vpc: hop.vpc }];
    case "listener": {
      const { name: label, vpc } = hop.balancer;
      const detail = `${balancerKind(hop.balancer)}${listenerNotes[hop.encryption.kind]}`;
      return [{ id: `balancer-${label}`, kind: "balancer", label, detail, vpc }];
    }
    case "tasks": {
      const { name: label, vpc, task } = hop.service;
      const detail = `${path} · ${count(task.desiredCount, "task")} on ${hop.encryption.kind === "none" ? "" : "https "}:${task.containerPort}`;
      return [{ id: `service-${label}`, kind: "service", label, detail, vpc }];
    }
    case "endpoint":
      return [endpointNode(hop, path)];
    case "existingTasks": {
      const { service: label, vpc } = hop;
      return [{ id: `service-${label}`, kind: "service", label, detail: `${path} · existing`, vpc }];
    }
    case "access":
    case "mapping":
    case "rule":
    case "targetGroup":
      return [];
  }
}

/** Boxes of a request path; the domain name is before the API. */
function nodesOf({ api, route, hops }: RequestPath, standby: ApiNode | undefined): readonly DiagramNode[] {
  const does = standby === undefined ? "" : api === standby ? ", stands by" : ", serves";
  const access = hops.flatMap((hop) => (hop.kind === "access" ? [accessText(hop.access)] : []));
  const path = [route.prefix, ...access].join(" · ");
  const boxes = hops.flatMap((hop) => nodeOf(hop, path));
  const isDomain = ({ kind }: DiagramNode) => kind === "domain";
  return [client, ...boxes.filter(isDomain), apiNode(api, does), ...boxes.filter((box) => !isDomain(box))];
}

/** The first request path of each service: all routes of a service have the same hops, beside what public paths need. */
function onePerService(paths: readonly RequestPath[]): readonly RequestPath[] {
  const first = new Map([...paths].reverse().map((path) => [`${path.api.name} ${path.route.service}`, path]));
  return paths.filter((path) => first.get(`${path.api.name} ${path.route.service}`) === path);
}

/** Diagram of a plan: client, API, VPC links, load balancers and services, without layout. */
export function diagramOf(plan: Plan): Diagram {
  const nodes = new Map<string, DiagramNode>();
  const edges = new Map<string, DiagramEdge>();
  const standby = standbyApi(plan);
  const paths = onePerService(requestPaths(plan)).map((path): DiagramPath => {
    const boxes = nodesOf(path, standby);
    const mark = path.api === standby ? ({ standby: true } as const) : {};
    const arrows = boxes.slice(1).map((node, index): DiagramEdge => {
      const from = boxes[index]?.id ?? "";
      return { id: `${from}--${node.id}`, from, to: node.id, hop: index + 1, ...mark };
    });
    // The API that serves comes first: what both share is its.
    for (const node of boxes) nodes.set(node.id, nodes.get(node.id) ?? { ...node, ...mark });
    for (const arrow of arrows) edges.set(arrow.id, edges.get(arrow.id) ?? arrow);
    return {
      service: path.route.service,
      ...mark,
      nodes: boxes.map(({ id }) => id),
      edges: arrows.map(({ id }) => id),
    };
  });
  const alarmsOf = alarmsByBox(plan);
  const watched = [...nodes.values()].map((node): DiagramNode => {
    const alarms = alarmsOf.get(node.id);
    return alarms === undefined ? node : { ...node, alarms };
  });
  return { vpcs: plan.vpcs.map(({ name }) => name), nodes: watched, edges: [...edges.values()], paths };
}
