import type { Properties } from "../values";
import type { Account, DeployedIntegration, Existing } from "./existing";
import { value } from "./existing";

/** How AWS names an integration in its messages: `ANY:<id of the resource>`. */
export const inText = ({ method, resource }: DeployedIntegration) => `${method}:${resource}`;

/** Path of a REST resource from the parts of its parents; `/` for the root, which is no resource of the stack. */
export function pathOf(account: Account, resource: string): string {
  const found = account.of("aws:apigateway/resource:Resource").find(({ id }) => id === resource);
  if (found === undefined) return "/";
  return `${pathOf(account, value(found, "parentId")).replace(/\/$/, "")}/${value(found, "pathPart")}`;
}

/** Resources of a type that belong to the same method of a REST API. */
export const ofMethod = (account: Account, type: string, resource: Existing): readonly Existing[] =>
  account
    .of(type)
    .filter((other) =>
      ["restApi", "resourceId", "httpMethod"].every((key) => value(other, key) === value(resource, key)),
    );

/** Inputs of resources, in an order that does not depend on that of their creation. */
const inputsOf = (resources: readonly Existing[]): readonly Properties[] =>
  [...resources].sort((left, right) => left.id.localeCompare(right.id, "en")).map(({ inputs }) => inputs);

function deployedOf(account: Account, integration: Existing): DeployedIntegration {
  const [method] = ofMethod(account, "aws:apigateway/method:Method", integration);
  const authorizer = account
    .of("aws:apigateway/authorizer:Authorizer")
    .find(({ id }) => id === (method && value(method, "authorizerId")));
  return {
    link: value(integration, "connectionId"),
    method: value(integration, "httpMethod"),
    resource: value(integration, "resourceId"),
    path: pathOf(account, value(integration, "resourceId")),
    urn: integration.urn,
    inputs: integration.inputs,
    methodInputs: method?.inputs ?? {},
    ...(authorizer === undefined ? {} : { authorizer: authorizer.inputs }),
    methodResponses: inputsOf(ofMethod(account, "aws:apigateway/methodResponse:MethodResponse", integration)),
    integrationResponses: inputsOf(
      ofMethod(account, "aws:apigateway/integrationResponse:IntegrationResponse", integration),
    ),
  };
}

/** The integrations of a REST API, sorted: the order of creation varies between runs. */
const integrationsOf = (account: Account, api: string): readonly DeployedIntegration[] =>
  account
    .of("aws:apigateway/integration:Integration")
    .filter((integration) => value(integration, "restApi") === api)
    .map((integration) => deployedOf(account, integration))
    .sort((left, right) => inText(left).localeCompare(inText(right), "en"));

/**
 * What a REST API's deployment keeps of the API as it is when the deployment is created: methods, integrations, their
 * responses, authorizers, gateway responses and whether the default endpoint is disabled. Stage settings, usage plans, API
 * keys and web ACLs are no part of it.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html
 */
export function snapshotOf(
  account: Account,
  resource: Existing,
): Pick<Existing, "deployed" | "gatewayResponses" | "endpointDisabled"> {
  const id = value(resource, "restApi");
  const api = account.of("aws:apigateway/restApi:RestApi").find((one) => one.id === id);
  const responses = account.of("aws:apigateway/response:Response").filter((one) => value(one, "restApiId") === id);
  const isDisabled = api?.inputs["disableExecuteApiEndpoint"] === true;
  return {
    deployed: integrationsOf(account, id),
    gatewayResponses: inputsOf(responses),
    ...(isDisabled ? { endpointDisabled: true } : {}),
  };
}
