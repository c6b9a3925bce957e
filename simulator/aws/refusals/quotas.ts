import type { QuotaKey } from "../../../policies/quotas";
import { quotas } from "../../../policies/quotas";
import type { Existing, Refusal, Refusals } from "../existing";
import { value } from "../existing";

/** Refuses one more than the ledger's default, counted over those that `beside` says count together. */
const atMost =
  (
    key: QuotaKey,
    words: (limit: number) => string,
    beside: (one: Existing, other: Existing) => boolean = () => true,
  ): Refusal =>
  (one, account) => {
    const limit = quotas[key].default;
    return account.of(one.type).filter((other) => beside(one, other)).length >= limit ? words(limit) : undefined;
  };

const same = (key: string) => (one: Existing, other: Existing) => value(one, key) === value(other, key);
const isNetwork = (one: Existing) => value(one, "loadBalancerType") === "network";
const tooManyBalancers = () => "TooManyLoadBalancers: The maximum number of load balancers has been reached";
/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/40500 */
const tooManyLinks = (limit: number) => `There are too many Vpc Links defined for this account. Limit is ${limit}.`;

const balancers: Refusal = (one, account) =>
  atMost(
    isNetwork(one) ? "elb.nlbsPerRegion" : "elb.albsPerRegion",
    tooManyBalancers,
    (left, right) => isNetwork(left) === isNetwork(right),
  )(one, account);

const listeners: Refusal = (one, account) =>
  atMost(
    "elb.listenersPerNlb",
    () => "TooManyListeners: The maximum number of listeners has been reached",
    same("loadBalancerArn"),
  )(one, account);

/** Quotas of a new account; error words: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
export const quotaRefusals: Readonly<Record<string, Refusals>> = {
  "aws:apigatewayv2/vpcLink:VpcLink": {
    create: [atMost("apigateway.vpcLinksV2", (limit) => `BadRequestException: ${tooManyLinks(limit)}`)],
  },
  "aws:apigateway/vpcLink:VpcLink": {
    create: [atMost("apigateway.vpcLinksV1", (limit) => `LimitExceededException: ${tooManyLinks(limit)}`)],
  },
  "aws:lb/loadBalancer:LoadBalancer": { create: [balancers] },
  "aws:lb/listener:Listener": { create: [listeners] },
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
