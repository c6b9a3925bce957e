import type { QuotaKey } from "../../../policies/quotas";
import { quotas } from "../../../policies/quotas";
import type { Existing, Refusal, Refusals } from "../existing";
import { isNetwork, value } from "../existing";

/** Rejects a resource beyond the default quota in the ledger; `beside` says which resources count towards the quota. */
const atMost =
  (
    key: QuotaKey,
    message: (limit: number) => string,
    beside: (resource: Existing, other: Existing) => boolean = () => true,
  ): Refusal =>
  (resource, account) => {
    const limit = quotas[key].default;
    return account.of(resource.type).filter((other) => beside(resource, other)).length >= limit
      ? message(limit)
      : undefined;
  };

const same = (key: string) => (resource: Existing, other: Existing) => value(resource, key) === value(other, key);
/** Source: https://github.com/eficode-academy/kubernetes-katas/issues/115 */
const tooManyBalancers = () => "TooManyLoadBalancers: The maximum number of load balancers has been reached";
/** Sources: https://github.com/hashicorp/terraform-provider-aws/pull/40500 (V2), https://github.com/pulumi/pulumi-cloud/issues/666 (V1) */
const tooManyLinks = (limit: number) =>
  `BadRequestException: There are too many Vpc Links defined for this account. Limit is ${limit}`;

const balancers: Refusal = (resource, account) =>
  atMost(
    isNetwork(resource) ? "elb.nlbsPerRegion" : "elb.albsPerRegion",
    tooManyBalancers,
    (left, right) => isNetwork(left) === isNetwork(right),
  )(resource, account);

const listeners: Refusal = (resource, account) =>
  atMost(
    "elb.listenersPerNlb",
    () => "TooManyListeners: The maximum number of listeners has been reached",
    same("loadBalancerArn"),
  )(resource, account);

/**
 * AWS's page does not say that default certificates are left out for NLBs, so they count here; that is a doubt. For ALBs
 * they do not count.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
 */
const certificates: Refusal = (resource, account) => {
  const isTls = (one: Existing) => value(one, "protocol") === "TLS";
  return isTls(resource)
    ? atMost(
        "elb.certificatesPerNlb",
        () => "TooManyCertificates: You've reached the limit on the number of certificates per load balancer",
        (left, right) => same("loadBalancerArn")(left, right) && isTls(right),
      )(resource, account)
    : undefined;
};

/** Default quotas of a new account. Error messages: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
export const quotaRefusals: Readonly<Record<string, Refusals>> = {
  "aws:apigatewayv2/vpcLink:VpcLink": {
    create: [atMost("apigateway.vpcLinksV2", tooManyLinks)],
  },
  "aws:apigateway/vpcLink:VpcLink": {
    create: [atMost("apigateway.vpcLinksV1", tooManyLinks)],
  },
  "aws:lb/loadBalancer:LoadBalancer": { create: [balancers] },
  "aws:lb/listener:Listener": { create: [listeners, certificates], update: [certificates] },
  "aws:ec2/vpc:Vpc": {
    create: [atMost("vpc.vpcsPerRegion", () => "VpcLimitExceeded: The maximum number of VPCs has been reached.")],
  },
  "aws:ec2/internetGateway:InternetGateway": {
    create: [
      atMost(
        "vpc.internetGatewaysPerRegion",
        () => "InternetGatewayLimitExceeded: The maximum number of internet gateways has been reached.",
      ),
    ],
  },
  "aws:ec2/eip:Eip": {
    create: [atMost("ec2.elasticIps", () => "AddressLimitExceeded: The maximum number of addresses has been reached.")],
  },
};
