import type { PackConfig } from "../config";
import { resourceRule } from "../resource-rule";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { subnetsOf } from "../graph/vpcs";
import { zoneIdOf, zoneOf } from "../graph/zones";
import { worksInZone } from "../link-zones";
import { undetermined, violation } from "../rule";

function verdict(subnet: Resource, config: PackConfig): "works" | "refused" | "open" {
  const id = zoneIdOf(subnet, config.zoneIds);
  const works = id === undefined ? undefined : worksInZone(id);
  return works === undefined ? "open" : works ? "works" : "refused";
}

export const vpcLinkV2Zones = resourceRule({
  id: "vpc-link-v2-zones",
  displayName: "Zones of V2 VPC links",
  description: "The subnets of a V2 VPC link lie in Availability Zones, by id, in which AWS offers such links.",
  severity: "critical",
  remediation: "Take subnets in other zones; aws ec2 describe-availability-zones tells the ids of the account's zones.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html",
  tags: ["wiring", "vpc-link-v2"],
  hop: "link",
  reads: ["zoneIds"],
  kinds: ["vpcLinkV2"],
  none: "the stack has no V2 VPC link",
  judge: (graph, link, config) => {
    const { references, exact } = subnetsOf(graph, link);
    const subnets = resourcesIn(references);
    const told = subnets.map((subnet) => ({ subnet, verdict: verdict(subnet, config) }));
    const refused = told.filter((one) => one.verdict === "refused").map(({ subnet }) => subnet);
    // Where the list is hidden, a zone is certain only if every subnet that may be meant agrees.
    if (refused.length > 0 && (exact || refused.length === subnets.length)) {
      return refused.map((subnet) =>
        violation(
          link,
          `V2 VPC link ${link.name} stands in zone ${zoneOf(subnet) ?? ""} (${zoneIdOf(subnet, config.zoneIds) ?? ""}) by subnet ${subnet.name}, where AWS has none`,
          "Take a subnet in another zone.",
        ),
      );
    }
    if (refused.length > 0) return [undetermined(link, `which subnets ${link.name} names`)];
    const open = told.filter((one) => one.verdict === "open").map(({ subnet }) => zoneOf(subnet) ?? subnet.name);
    const outside = references.filter(({ kind }) => kind === "id" || kind === "undetermined").length;
    if (open.length > 0) {
      return [undetermined(link, `the zone ids of ${[...new Set(open)].join(", ")} (setting zoneIds of the pack)`)];
    }
    return outside > 0 ? [undetermined(link, `the zones of ${outside} subnets of ${link.name}`)] : [];
  },
});
