import { resourceRule } from "../resource-rule";
import { nlbsOf } from "../graph/apis";
import { balancerType } from "../graph/load-balancers";
import { resourcesIn } from "../graph/references";
import { violation } from "../rule";

export const vpcLinkV1TakesNlb = resourceRule({
  id: "vpc-link-v1-takes-nlb",
  displayName: "V1 VPC links target NLBs",
  description: "A V1 VPC link targets a Network Load Balancer.",
  severity: "critical",
  remediation: "Target an NLB in front of the ALB, or use a V2 VPC link.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/vpc-links-v1.html",
  tags: ["wiring", "vpc-link-v1"],
  hop: "link",
  kinds: ["vpcLinkV1"],
  none: "the stack has no V1 VPC link",
  judge: (graph, link) =>
    resourcesIn(nlbsOf(graph, link).references)
      .filter((balancer) => balancerType(balancer) === "application")
      .map((balancer) =>
        violation(link, `V1 VPC link ${link.name} targets Application Load Balancer ${balancer.name}`),
      ),
});
