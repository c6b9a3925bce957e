import { countPerRegion } from "../account-counting";
import type { Item } from "../account-counting";
import { ofKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { isSet, known, readString } from "../graph/value";
import { quotaRule } from "../quota-rule";

/** Pools of addresses that the account brings to AWS. AWS does not document whether they count toward the quota. */
const pools = ["publicIpv4Pool", "ipamPoolId", "customerOwnedIpv4Pool"];

/** The provider reads "amazon" back for an address of AWS. */
const mayBeOwn = (resource: Resource, name: string) =>
  isSet(resource, name) && !["", "amazon"].includes(known(readString(resource, name)) ?? "unknown");

function itemOf(resource: Resource): Item {
  const pool = pools.find((name) => mayBeOwn(resource, name));
  if (pool === undefined) return { resource, amount: 1 };
  return {
    resource,
    amount: 0,
    open: { most: 1, needs: `whether the ${pool} of ${labelOf(resource)} is an own pool` },
  };
}

export const elasticIpsQuota = quotaRule({
  id: "elastic-ips-quota",
  displayName: "Elastic IPs per Region",
  quota: "ec2.elasticIps",
  remediation:
    "Use one NAT gateway per VPC, use VPC endpoints instead, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) => countPerRegion(graph, "Elastic IPs", ofKind(graph, "elasticIp").map(itemOf)),
});
