import type { Assumption } from "./assumption";
import { access } from "./assumptions/access";
import { answers } from "./assumptions/answers";
import { balancing } from "./assumptions/balancing";
import { calls } from "./assumptions/calls";
import { cost } from "./assumptions/cost";
import { ecs } from "./assumptions/ecs";
import { gateway } from "./assumptions/gateway";
import { link } from "./assumptions/link";
import { links } from "./assumptions/links";
import { shiftRules } from "./assumptions/shift-rules";
import { shifting } from "./assumptions/shifting";
import { strategies } from "./assumptions/strategies";
import { switching } from "./assumptions/switching";
import { texts } from "./assumptions/texts";
import { tls } from "./assumptions/tls";
import { watching } from "./assumptions/watching";

/** Assumptions about one part of AWS. */
interface Group {
  readonly title: string;
  readonly assumptions: readonly Assumption[];
}

/** Every assumption of this program. Those of the first groups matter most. */
export const groups: readonly Group[] = [
  { title: "Mappings, stages and deployments", assumptions: gateway },
  { title: "Switches between options", assumptions: switching },
  { title: "VPC links", assumptions: links },
  { title: "Answers of APIs", assumptions: answers },
  { title: "Load balancers", assumptions: balancing },
  { title: "ECS deployments", assumptions: ecs },
  { title: "Deployment strategies", assumptions: strategies },
  { title: "Shifts of requests", assumptions: shifting },
  { title: "Hooks, roles and refusals of strategies", assumptions: shiftRules },
  { title: "Cloud Map and Service Connect", assumptions: calls },
  { title: "TLS and certificates", assumptions: tls },
  { title: "Authorization, limits and keys", assumptions: access },
  { title: "Metrics, alarms and logs", assumptions: watching },
  { title: "Services of other accounts", assumptions: link },
  { title: "Costs and permissions", assumptions: cost },
  { title: "Words of refusals", assumptions: texts },
];

export const assumptions: readonly Assumption[] = groups.flatMap((group) => group.assumptions);
