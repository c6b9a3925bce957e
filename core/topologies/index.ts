import type { TopologyPlan } from "../load-balancing/load-balancing";
import type { Option, Settings } from "../settings/settings";
import { httpFanOut } from "./http-fan-out";
import { restDirect } from "./rest-direct";
import { restLinkPerService } from "./rest-link-per-service";
import { restNlbToAlb } from "./rest-nlb-to-alb";
import { restSharedNlb } from "./rest-shared-nlb";

/** The planning function of each topology, by option; `core/topology-traits.ts` describes the topologies. */
export const topologies: Readonly<Record<Option, (settings: Settings) => TopologyPlan>> = {
  1: httpFanOut,
  2: restLinkPerService,
  3: restSharedNlb,
  4: restNlbToAlb,
  5: restDirect,
};
