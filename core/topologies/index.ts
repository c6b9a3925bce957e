import type { TopologyPlan } from "../load-balancing/load-balancing";
import type { ApiNode } from "../plan";
import type { Option, Settings } from "../settings/settings";
import { httpFanOut } from "./http-fan-out";
import { restDirect } from "./rest-direct";
import { restLinkPerService } from "./rest-link-per-service";
import { restNlbToAlb } from "./rest-nlb-to-alb";
import { restSharedNlb } from "./rest-shared-nlb";

/** One of the five ways to put the same services behind API Gateway. */
export interface Topology {
  readonly title: string;
  readonly api: ApiNode["type"];
  readonly draft: (settings: Settings) => TopologyPlan;
}

/** Every topology by its option. */
export const topologies: Readonly<Record<Option, Topology>> = {
  1: { title: "HTTP API, one VPC link V2 per VPC to many balancers", api: "http", draft: httpFanOut },
  2: { title: "REST API, one VPC link V1 and NLB per service", api: "rest", draft: restLinkPerService },
  3: { title: "REST API, one VPC link V1 and NLB per VPC, a listener per service", api: "rest", draft: restSharedNlb },
  4: { title: "REST API, one VPC link V1 per VPC to an NLB whose targets are ALBs", api: "rest", draft: restNlbToAlb },
  5: { title: "REST API, one VPC link V2 per VPC straight to balancers", api: "rest", draft: restDirect },
};
