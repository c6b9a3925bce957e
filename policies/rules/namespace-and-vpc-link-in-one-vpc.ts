import { resourceRule } from "../resource-rule";
import { discoveryServiceOf, linkOf } from "../graph/apis";
import { requireSameVpc } from "../same-vpc";
import { resourceOf } from "../graph/references";
import { undetermined } from "../rule";

export const namespaceAndVpcLinkInOneVpc = resourceRule({
  id: "namespace-and-vpc-link-in-one-vpc",
  displayName: "Cloud Map namespace and VPC link in one VPC",
  description:
    "The namespace of the Cloud Map service behind an integration is in the VPC of the integration's VPC link.",
  severity: "critical",
  remediation: "Use the VPC link in the namespace's VPC for the integration.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["same-vpc", "cloud-map"],
  hop: "discovery service",
  kinds: ["httpIntegration"],
  about: (graph, integration) => discoveryServiceOf(graph, integration) !== undefined,
  none: "no integration uses a Cloud Map service in the stack",
  judge: (graph, integration) => {
    const service = discoveryServiceOf(graph, integration);
    const link = resourceOf(linkOf(graph, integration));
    if (link === undefined)
      return [undetermined(integration, `the VPC of the VPC link of integration ${integration.name}`)];
    return service === undefined ? [] : requireSameVpc(graph, service, [link]);
  },
});
