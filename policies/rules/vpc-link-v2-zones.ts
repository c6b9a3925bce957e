import type { PackConfig } from "../config";
import { resourceRule } from "../resource-rule";
import type { Graph } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { subnetsOf } from "../graph/vpcs";
import { zoneIdOf, zoneOf } from "../graph/zones";
import { worksInZone } from "../link-zones";
import { undetermined, violation } from "../rule";

function verdict(graph: Graph, subnet: Resource, config: PackConfig): "works" | "refused" | "open" {
  const id = zoneIdOf(graph, subnet, config.zoneIds);
  const works = id === undefined ? undefined : worksInZone(id);
  return works === undefined ? "open" : works ? "works" : "refused";
}

export const vpcLinkV2Zones = resourceRule({
  id: "vpc-link-v2-zones",
  displayName: "Availability Zones of V2 VPC links",
  description: "The subnets of a V2 VPC link are in Availability Zones that support V2 VPC links, compared by zone ID.",
  severity: "critical",
  remediation:
    "Use subnets in other Availability Zones; aws ec2 describe-availability-zones lists the account's zone IDs.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html",
  tags: ["wiring", "vpc-link-v2"],
  hop: "link",
  reads: ["zoneIds"],
  kinds: ["vpcLinkV2"],
  none: "the stack has no V2 VPC link",
  judge: (graph, link, config) => {
    const { references, exact } = subnetsOf(graph, link);
    const subnets = resourcesIn(references);
    const verdicts = subnets.map((subnet) => ({ subnet, verdict: verdict(graph, subnet, config) }));
    const refused = verdicts.filter(({ verdict }) => verdict === "refused").map(({ subnet }) => subnet);
    // With an unknown list, a violation is certain only if all possible subnets are in unsupported zones.
    if (refused.length > 0 && (exact || refused.length === subnets.length)) {
      return refused.map((subnet) =>
        violation(
          link,
          `V2 VPC link ${link.name} has subnet ${subnet.name} in zone ${zoneOf(subnet) ?? ""} (${zoneIdOf(graph, subnet, config.zoneIds) ?? ""}), which does not support V2 VPC links`,
        ),
      );
    }
    if (refused.length > 0) return [undetermined(link, `which subnets V2 VPC link ${link.name} uses`)];
    const open = verdicts
      .filter(({ verdict }) => verdict === "open")
      .map(({ subnet }) => zoneOf(subnet) ?? subnet.name);
    const outside = references.filter(({ kind }) => kind === "id" || kind === "undetermined").length;
    if (open.length > 0) {
      return [undetermined(link, `the zone IDs of ${[...new Set(open)].join(", ")} (add them to the zoneIds setting)`)];
    }
    return outside > 0
      ? [
          undetermined(
            link,
            `the Availability Zones of the subnets of V2 VPC link ${link.name} outside the stack (${outside})`,
          ),
        ]
      : [];
  },
});
