import { resourceRule } from "../resource-rule";
import { discoveryServiceOf, linkOf } from "../graph/apis";
import { besides } from "../same-vpc";
import { resourceOf } from "../graph/references";
import { undetermined } from "../rule";

export const namespaceAndVpcLinkInOneVpc = resourceRule({
  id: "namespace-and-vpc-link-in-one-vpc",
  displayName: "Cloud Map namespace and VPC link in one VPC",
  description: "The Cloud Map service behind an integration has its namespace in the VPC of the integration's link.",
  severity: "critical",
  remediation: "Send the integration through the VPC link of the namespace's VPC.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["same-vpc", "cloud-map"],
  hop: "discovery service",
  kinds: ["httpIntegration"],
  about: (graph, integration) => discoveryServiceOf(graph, integration) !== undefined,
  none: "no integration names a Cloud Map service of the stack",
  judge: (graph, integration) => {
    const service = discoveryServiceOf(graph, integration);
    const link = resourceOf(linkOf(graph, integration));
    if (link === undefined)
      return [undetermined(integration, `the VPC of the VPC link that ${integration.name} names`)];
    return service === undefined ? [] : besides(graph, service, [link]);
  },
});
