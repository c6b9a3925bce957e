import type { Account, EndpointServiceOutside, Existing } from "./existing";
import { list, value } from "./existing";

const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const serviceType = "aws:ec2/vpcEndpointService:VpcEndpointService";
const accepterType = "aws:ec2/vpcEndpointConnectionAccepter:VpcEndpointConnectionAccepter";
const principalType = "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple";

/** The endpoint service of a stack with that name. */
export const endpointServiceOf = (account: Account, serviceName: string): Existing | undefined =>
  account.of(serviceType).find((service) => value(service, "serviceName") === serviceName);

/** The endpoints that name an endpoint service of a stack, also those that it has not accepted. */
export const endpointsOf = (account: Account, service: Existing): readonly Existing[] =>
  account.of(endpointType).filter((endpoint) => value(endpoint, "serviceName") === value(service, "serviceName"));

/** Whether an endpoint service of a stack lets any principal of the simulated account connect. */
export function allowsOwnAccount(account: Account, service: Existing, accountId: string): boolean {
  const separate = account.of(principalType).filter((one) => value(one, "vpcEndpointServiceId") === service.id);
  const principals = [...list(service, "allowedPrincipals"), ...separate.map((one) => value(one, "principalArn"))];
  return principals.some((principal) => principal === "*" || principal.split(":")[4] === accountId);
}

/**
 * State of the connection of an interface endpoint: what the provider has decided.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html
 */
export function connectionOf(account: Account, endpoint: Existing): NonNullable<EndpointServiceOutside["connection"]> {
  const name = value(endpoint, "serviceName");
  const service = endpointServiceOf(account, name);
  if (service === undefined) return account.outside.endpointServices?.[name]?.connection ?? "accepted";
  const isAccepted = account
    .of(accepterType)
    .some((one) => value(one, "vpcEndpointServiceId") === service.id && value(one, "vpcEndpointId") === endpoint.id);
  return service.inputs["acceptanceRequired"] === false || isAccepted ? "accepted" : "pendingAcceptance";
}

/** The interface endpoint of the account that has an address. */
export const endpointAt = (account: Account, address: string): Existing | undefined =>
  account.of(endpointType).find(({ outputs }) => {
    const interfaces = outputs["subnetConfigurations"];
    return Array.isArray(interfaces) && (interfaces as { ipv4?: string }[]).some(({ ipv4 }) => ipv4 === address);
  });
