import { allowsOwnAccount, connectionOf, endpointServiceOf, endpointsOf } from "../endpoint-services";
import type { Account, Existing, Refusal, Refusals } from "../existing";
import { list, value } from "../existing";
import { accountId } from "../model";
import { zoneIdOf } from "../zones";

const service = "aws:ec2/vpcEndpointService:VpcEndpointService";

/** Only endpoint services have such a name; AWS's own services have no owner who decides. */
const isOfOwner = (endpoint: Existing) => value(endpoint, "serviceName").includes(".vpce-svc-");

/**
 * AWS says the same of a service that does not exist and of one that does not allow the account. That users of services
 * such as Snowflake report, and no page of AWS was found that says so.
 * Message: `testAccErrorCheckSkip` in https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/transfer/server_test.go
 */
const notAllowed: Refusal = (endpoint, account) => {
  if (!isOfOwner(endpoint)) return undefined;
  const name = value(endpoint, "serviceName");
  const own = endpointServiceOf(account, name);
  const allowed =
    own === undefined
      ? account.outside.endpointServices?.[name]?.allowed !== false
      : allowsOwnAccount(account, own, accountId);
  return allowed ? undefined : `InvalidServiceName: The Vpc Endpoint Service '${name}' does not exist`;
};

const subnetsOf = (resource: Existing, account: Account, key: string) =>
  account.of("aws:ec2/subnet:Subnet").filter(({ id }) => list(resource, key).includes(id));

const zoneIdsOf = (subnet: Existing) => zoneIdOf(value(subnet, "availabilityZone"));

/** Zones that an endpoint service offers: those of its NLBs; undefined if they are not known. */
function zonesOffered(account: Account, name: string): readonly string[] | undefined {
  const own = endpointServiceOf(account, name);
  if (own === undefined) return account.outside.endpointServices?.[name]?.zones;
  const nlbs = account
    .of("aws:lb/loadBalancer:LoadBalancer")
    .filter(({ id }) => list(own, "networkLoadBalancerArns").includes(id));
  const subnets = nlbs.flatMap((nlb) => subnetsOf(nlb, account, "subnets"));
  const isKnown = subnets.length > 0 && subnets.length === nlbs.flatMap((nlb) => list(nlb, "subnets")).length;
  return isKnown ? subnets.map(zoneIdsOf) : undefined;
}

/** Message: https://github.com/aws/aws-sdk-go-v2/issues/1024 */
const zoneNotOffered: Refusal = (endpoint, account) => {
  if (!isOfOwner(endpoint)) return undefined;
  const name = value(endpoint, "serviceName");
  const offered = zonesOffered(account, name);
  const other = subnetsOf(endpoint, account, "subnetIds").find(
    (subnet) => offered?.includes(zoneIdsOf(subnet)) === false,
  );
  return other === undefined
    ? undefined
    : `InvalidParameter: The VPC endpoint service ${name} does not support the availability zone of the subnet: ${other.id}`;
};

/**
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/delete-endpoint-service.html; message:
 * https://github.com/openshift/hypershift/pull/2700
 */
const hasConnections: Refusal = (resource, account) =>
  endpointsOf(account, resource).some((endpoint) => connectionOf(account, endpoint) !== "rejected")
    ? "ExistingVpcEndpointConnections: Service has existing active VPC Endpoint connections!"
    : undefined;

/** Operations on endpoint services and their endpoints that EC2 rejects. */
export const endpointServices: Readonly<Record<string, Refusals>> = {
  "aws:ec2/vpcEndpoint:VpcEndpoint": { create: [notAllowed, zoneNotOffered], update: [zoneNotOffered] },
  [service]: { delete: [hasConnections] },
};
