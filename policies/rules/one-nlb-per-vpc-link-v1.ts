import { nlbsOf } from "../graph/apis";
import { groupBy, ofKind } from "../graph/graph";
import { referenceKey } from "../graph/references";
import { unreadFor } from "../graph/unread";
import { notApplicable, undetermined, violation } from "../rule";
import type { Finding, Rule } from "../rule";

/**
 * AWS creates an endpoint service on the NLB for the link, and an NLB can have only one.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-api-with-vpclink-cli.html
 */
export const oneNlbPerVpcLinkV1: Rule = {
  id: "one-nlb-per-vpc-link-v1",
  displayName: "One NLB per V1 VPC link",
  description: "A V1 VPC link targets exactly one Network Load Balancer, and no two V1 links target the same one.",
  severity: "critical",
  enforcement: "mandatory",
  remediation: "Create one Network Load Balancer for each V1 VPC link, or let the APIs share one link.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-api-with-vpclink-cli.html",
  tags: ["wiring", "vpc-link-v1"],
  hop: "link",
  check: (graph) => {
    const links = ofKind(graph, "vpcLinkV1").map((link) => ({ link, targets: nlbsOf(graph, link) }));
    const unread = unreadFor(graph, ["vpcLinkV1"]);
    if (links.length === 0 && unread.length === 0) return notApplicable("the stack has no V1 VPC link");
    const single = links.map(({ link, targets }) => ({
      link,
      nlb: targets.exact && targets.references.length === 1 ? targets.references[0] : undefined,
      count: targets.references.length,
      exact: targets.exact,
    }));
    const sharing = groupBy(single, ({ nlb }) => nlb && referenceKey(nlb));
    return [
      ...single.flatMap(({ link, nlb, count, exact }): Finding[] => {
        if (exact && count > 1) {
          return [violation(link, `V1 VPC link ${link.name} targets ${count} load balancers`)];
        }
        const settled = nlb !== undefined && referenceKey(nlb) !== undefined;
        return settled ? [] : [undetermined(link, `which NLB V1 VPC link ${link.name} targets`)];
      }),
      ...[...sharing.values()].flatMap(([first, ...others]) =>
        others.map(({ link }) =>
          violation(link, `V1 VPC link ${link.name} targets the same NLB as ${first?.link.name ?? ""}`),
        ),
      ),
      ...unread.map(({ at, needs }) => undetermined(at, needs)),
    ];
  },
};
