import type { Assumption } from "../assumption";

/** Services of other accounts. */
export const link: readonly Assumption[] = [
  {
    id: "endpoint-addresses-while-pending",
    says: "An interface endpoint lists its addresses before its connection is accepted.",
    ifWrong: "The first update of a consumer fails until the provider has accepted.",
    file: "components/interface-endpoint.ts",
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html",
    step: "private-link",
    result: "yes or no",
  },
  {
    id: "endpoint-refuses-while-pending",
    says: "Connections to an endpoint that waits for acceptance fail.",
    ifWrong: "A request may hang.",
    file: "simulator/aws/endpoint-services.ts",
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html",
    step: "private-link",
    result: "yes or no",
  },
  {
    id: "endpoint-new-targets",
    says: "New targets of an endpoint service answer 503 until their first health checks pass.",
    ifWrong: "Requests right after a replacement of targets wait or get another status.",
    file: "simulator/aws/endpoint-services.ts",
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html",
    unsettled: "needs targets behind the endpoint service of the other account",
    result: "yes or no",
  },
];
