import type { Option } from "../../../core/settings/settings";
import { everyOption } from "../../support/scenario";
import type { Edit } from "./edit";
import { ofService, service, vpc } from "./edit";

type Balancer = "alb" | "nlb" | "cloudMap";
const healthCheck = { path: "/", command: ["CMD-SHELL", "curl -f http://localhost:8080/"] };

/** The documented steps: the service keeps its old place for one update. */
const moved = (from: Balancer, to: Balancer, options: readonly Option[]): Edit =>
  ofService(
    `${from}-to-${to}`.toLowerCase(),
    { title: `\`balancer\`: \`${from}\` to \`${to}\`, with \`standby\``, options },
    { balancer: from, healthCheck },
    { balancer: to, standby: { balancer: from } },
    { standby: undefined },
  );

/** Options in which a service chooses its load balancer, those with service groups, and those with an NLB of a VPC. */
const [choosing, grouping, sharing] = [[1, 5] as const, [1, 4, 5] as const, [3, 4] as const];

/** Edits that move a service to another load balancer, service group or VPC. */
export const placementEdits: readonly Edit[] = [
  moved("alb", "nlb", choosing),
  moved("nlb", "alb", choosing),
  moved("alb", "cloudMap", [1]),
  moved("cloudMap", "alb", [1]),
  moved("nlb", "cloudMap", [1]),
  moved("cloudMap", "nlb", [1]),
  ofService(
    "into-group",
    { title: "`group`: none to one, with `standby`", options: grouping },
    {},
    { group: "team", standby: { group: null } },
    { standby: undefined },
  ),
  ofService(
    "out-of-group",
    { title: "`group`: one to none, with `standby`", options: grouping },
    { group: "crew" },
    { group: undefined, standby: { group: "crew" } },
    { standby: undefined },
  ),
  ofService(
    "other-group",
    { title: "`group`: one to another, with `standby`", options: grouping },
    { group: "east" },
    { group: "west", standby: { group: "east" } },
    { standby: undefined },
  ),
  ofService(
    "balancer-at-once",
    { title: "`balancer` in one update", options: choosing },
    { balancer: "alb" },
    { balancer: "nlb" },
  ),
  ofService(
    "path-in-group",
    { title: "`path` of a service of a `group`", options: grouping },
    { group: "routed", path: "/here" },
    { path: "/there" },
  ),
  ofService(
    "path-outside-group",
    { title: "`path` of a service of a `group`, which it leaves before with `standby`", options: grouping },
    { group: "outer", path: "/inside" },
    { group: undefined, standby: { group: "outer" } },
    { standby: undefined },
    { path: "/outside" },
  ),
  ofService(
    "strip-in-group",
    { title: "`stripPrefix` of a service of a `group`, on and off", options: grouping },
    { group: "routed" },
    { stripPrefix: true },
    { stripPrefix: false },
  ),
  ofService("group-at-once", { title: "`group` in one update", options: grouping }, {}, { group: "late" }),
  ofService("nlb-pin", { title: "`pins.nlb` of a service", options: sharing }, {}, { pins: { nlb: 2 } }),
  {
    kind: "nlb-pin-renamed",
    title: "`pins.nlb` and `name` of a service whose `path` stays",
    options: [3],
    contents: [
      { services: [service("numbered", { path: "/pinned" })] },
      { services: [service("renumbered", { path: "/pinned", pins: { nlb: 2 } })] },
    ],
  },
  ofService("port-pin", { title: "`pins.port` of a service", options: sharing }, {}, { pins: { port: 20_001 } }),
  ofService(
    "priority-pin",
    { title: "`pins.priority` of a service of a `group`", options: grouping },
    { group: "ranked" },
    { pins: { priority: 100 } },
  ),
  {
    kind: "other-vpc",
    title: "`vpc` of a service",
    options: everyOption,
    contents: [
      { services: [service("wanderer"), service("resident", { vpc: "second" })], vpcs: [vpc("second", 2)] },
      {
        services: [service("wanderer", { vpc: "second" }), service("resident", { vpc: "second" })],
        vpcs: [vpc("second", 2)],
      },
    ],
  },
];
