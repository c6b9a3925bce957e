import type { Plan } from "./plan";

/**
 * What the owner of a stack has to agree on with the provider of each endpoint service: nothing in the account of the
 * stack shows whether it has happened.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html
 */
export const endpointNotes = ({ endpoints }: Pick<Plan, "endpoints">): readonly string[] =>
  endpoints.map(
    ({ name, serviceName }) =>
      `${name}: the owner of ${serviceName} has to allow this account before the update, and to accept the endpoint after it, if the service requires that; until then requests for ${name} fail`,
  );
