import type { Quota } from "../quota";
import { topology } from "../quota";

const docs = "https://docs.aws.amazon.com";
const alb = `${docs}/elasticloadbalancing/latest/application/load-balancer-limits.html`;
const nlb = `${docs}/elasticloadbalancing/latest/network/load-balancer-limits.html`;
const albTarget = `${docs}/elasticloadbalancing/latest/network/application-load-balancer-target.html`;

/** Quotas of Elastic Load Balancing. */
export const balancerQuotas = {
  "elb.albsPerRegion": topology(
    "Application Load Balancers per Region",
    "elasticloadbalancing/L-53DA6B97",
    50,
    "adjustable",
    alb,
  ),
  "elb.nlbsPerRegion": topology(
    "Network Load Balancers per Region",
    "elasticloadbalancing/L-69A177A2",
    50,
    "adjustable",
    nlb,
  ),
  "elb.listenersPerAlb": topology(
    "Listeners per Application Load Balancer",
    "elasticloadbalancing/L-B6DF7632",
    50,
    "adjustable",
    alb,
  ),
  "elb.listenersPerNlb": topology(
    "Listeners per Network Load Balancer",
    "elasticloadbalancing/L-57A373D6",
    50,
    "fixed",
    nlb,
  ),
  "elb.rulesPerAlb": topology(
    "Rules per Application Load Balancer",
    "elasticloadbalancing/L-7EED9B64",
    100,
    "adjustable",
    alb,
  ),
  "elb.targetGroupsPerAlb": topology(
    "Target Groups per Application Load Balancer",
    "elasticloadbalancing/L-822D1B1B",
    100,
    "fixed",
    alb,
  ),
  "elb.targetGroupsPerAction": topology(
    "Target Groups per Action per Application Load Balancer",
    "elasticloadbalancing/L-057ECE54",
    5,
    "fixed",
    alb,
  ),
  "elb.conditionValuesPerRule": topology(
    "Condition Values per Rule",
    "elasticloadbalancing/L-EBC0C08B",
    5,
    "fixed",
    alb,
  ),
  "elb.conditionWildcardsPerRule": topology(
    "Condition Wildcards per Rule",
    "elasticloadbalancing/L-A012D4E8",
    5,
    "fixed",
    alb,
  ),
  "elb.targetsPerAlb": topology(
    "Targets per Application Load Balancer",
    "elasticloadbalancing/L-7E6692B2",
    1000,
    "adjustable",
    alb,
  ),
  "elb.targetsPerZonePerNlb": topology(
    "Targets per Availability Zone per Network Load Balancer",
    "elasticloadbalancing/L-B211E961",
    500,
    "adjustable",
    nlb,
  ),
  "elb.targetsPerTargetGroup": topology(
    "Targets per Target Group per Region",
    "elasticloadbalancing/L-A0D0B863",
    1000,
    "adjustable",
    alb,
  ),
  // AWS's page leaves the default certificate of each listener out.
  "elb.certificatesPerAlb": topology(
    "Certificates per Application Load Balancer",
    "elasticloadbalancing/L-9365A611",
    25,
    "adjustable",
    alb,
  ),
  // AWS's page does not leave default certificates out. Whether they count is not confirmed, so they do here.
  "elb.certificatesPerNlb": topology(
    "Certificates per Network Load Balancer",
    "elasticloadbalancing/L-52964454",
    25,
    "adjustable",
    nlb,
  ),
  "elb.nlbsPerAlbTarget": topology(
    "Network Load Balancers per Application Load Balancer target",
    undefined,
    2,
    "fixed",
    albTarget,
  ),
  "elb.targetGroupsPerRegion": topology(
    "Target Groups per Region",
    "elasticloadbalancing/L-B22855CB",
    3000,
    "adjustable",
    alb,
  ),
  "elb.nlbInterfacesPerVpc": topology(
    "Network Load Balancer ENIs per VPC",
    "elasticloadbalancing/L-23568085",
    1200,
    "adjustable",
    nlb,
  ),
} as const satisfies Record<string, Quota>;
