import { everyOption } from "../../support/scenario";
import type { Edit } from "./edit";
import { ofVpc, service, vpc } from "./edit";

const [two, three] = [
  ["use1-az1", "use1-az2"],
  ["use1-az1", "use1-az2", "use1-az4"],
];

/** Edits of zones, each with a VPC of its own. */
export const zoneEdits: readonly Edit[] = [
  ofVpc("zone-added", { title: "a zone added" }, 10, { zones: two }, { zones: three }),
  ofVpc("zone-removed", { title: "a zone removed" }, 11, { zones: three }, { zones: two }),
  {
    kind: "zone-removed-nlb",
    title: "a zone removed, `balancer: nlb`",
    options: [1, 5],
    contents: [three, two].map((zones) => ({
      services: [service("in-zone-removed-nlb", { vpc: "nlb-zones", balancer: "nlb" })],
      vpcs: [vpc("nlb-zones", 14, { zones })],
    })) as unknown as Edit["contents"],
  },
];

/** Edits of NAT gateways, each with a VPC of its own. */
export const natEdits: readonly Edit[] = [
  ofVpc(
    "nat-per-zone",
    { title: "`nat`: `single` to `perZone`, and back" },
    12,
    { nat: "single" },
    { nat: "perZone" },
    { nat: "single" },
  ),
  ofVpc(
    "nat-none",
    { title: "`nat`: `single` to `none`, and back" },
    13,
    { nat: "single" },
    { nat: "none" },
    { nat: "single" },
  ),
];

/** Edits of the whole stack. */
export const stackEdits: readonly Edit[] = [
  {
    kind: "vpc-added",
    title: "a VPC added, with a service",
    options: everyOption,
    contents: [{}, { services: [service("settler", { vpc: "third" })], vpcs: [vpc("third", 3)] }],
  },
  {
    kind: "cidr",
    title: "`cidr` and `name` of a VPC",
    options: everyOption,
    contents: [
      { services: [service("moving", { vpc: "narrow" })], vpcs: [vpc("narrow", 4)] },
      { services: [service("moving", { vpc: "wide" })], vpcs: [vpc("wide", 5)] },
    ],
  },
  {
    kind: "tags",
    title: "`tags`",
    options: everyOption,
    contents: [{ services: [service("tagged")] }, { services: [service("tagged")], stack: { tags: { team: "shop" } } }],
  },
  {
    kind: "log-retention",
    title: "`logRetentionDays`",
    options: everyOption,
    // In an update after that of the tags, so that a lost request has one cause.
    contents: [
      { services: [service("logged")] },
      { services: [service("logged")] },
      { services: [service("logged")], stack: { logRetentionDays: 90 } },
    ],
  },
];
