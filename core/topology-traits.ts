import type { Option } from "./settings/settings";

/** Properties of a topology. */
export interface TopologyTraits {
  readonly title: string;
  readonly api: "http" | "rest";
  /** Version of its VPC links: V1 connects to one NLB, V2 to one VPC. */
  readonly linkVersion: 1 | 2;
  /** Target of its VPC links: an NLB in front of tasks, an NLB in front of ALBs, or the `balancer` of each service. */
  readonly entry: "nlb" | "nlbToAlb" | "preference";
  /** Keys of a service that have no effect, and why. */
  readonly ignores: { readonly keys: readonly ("balancer" | "group")[]; readonly reason: string };
}

const nothing = { keys: [], reason: "" };

/** All topologies by option. */
export const topologyTraits: Readonly<Record<Option, TopologyTraits>> = {
  1: {
    title: "HTTP API, one VPC link V2 per VPC to many load balancers",
    api: "http",
    linkVersion: 2,
    entry: "preference",
    ignores: nothing,
  },
  2: {
    title: "REST API, one VPC link V1 and NLB per service",
    api: "rest",
    linkVersion: 1,
    entry: "nlb",
    ignores: { keys: ["balancer", "group"], reason: "option 2 always uses one NLB per service" },
  },
  3: {
    title: "REST API, one VPC link V1 and NLB per VPC, a listener per service",
    api: "rest",
    linkVersion: 1,
    entry: "nlb",
    ignores: { keys: ["balancer", "group"], reason: "option 3 always uses the shared NLBs of the VPC" },
  },
  4: {
    title: "REST API, one VPC link V1 per VPC to an NLB whose targets are ALBs",
    api: "rest",
    linkVersion: 1,
    entry: "nlbToAlb",
    ignores: { keys: ["balancer"], reason: "option 4 always uses an ALB behind the NLB" },
  },
  5: {
    title: "REST API, one VPC link V2 per VPC directly to load balancers",
    api: "rest",
    linkVersion: 2,
    entry: "preference",
    ignores: nothing,
  },
};

/** AWS calls VPC links V1 legacy: https://docs.aws.amazon.com/apigateway/latest/developerguide/vpc-links-v1.html */
export const isLegacy = (option: Option): boolean => topologyTraits[option].linkVersion === 1;
