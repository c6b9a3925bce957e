import type { AwsAccount } from "../account";
import type { Existing } from "../existing";
import { value } from "../existing";
import type { Answered } from "./outcome";
import { answer } from "./outcome";

export const httpApi = "aws:apigatewayv2/api:Api";
export const restApi = "aws:apigateway/restApi:RestApi";

/** Where a request enters an API. */
export interface Entry {
  readonly kind: "entry";
  readonly api: Existing;
  /** Name of the stage. */
  readonly stage: string;
  /** The path that chooses the route, without the stage or the base path. */
  readonly path: string;
  /** What the integration of an HTTP API gets as `$request.path`. */
  readonly requestPath: string;
  /** The path that the integration of an HTTP API sends if no parameter overwrites it. */
  readonly sentPath: string;
}

const hostName = /^([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/;

/** Whether a host name is that of a default endpoint. */
export const isDefaultEndpoint = (host: string): boolean => hostName.test(host);

const firstOf = (path: string) => path.split("/")[1] ?? "";
const without = (prefix: string, path: string) => path.slice(prefix.length + 1) || "/";

/** A stage of an HTTP API is the first part of the path, or `$default`. */
function intoHttpApi(account: AwsAccount, api: Existing, path: string): Entry | Answered {
  if (api.inputs["disableExecuteApiEndpoint"] === true)
    return answer(404, "API", api, '{"message":"Not Found"}: its default endpoint is disabled');
  const names = account.where("aws:apigatewayv2/stage:Stage", "apiId", api.id).map((stage) => value(stage, "name"));
  const named = names.find((name) => name === firstOf(path));
  const within = named === undefined ? path : without(named, path);
  return { kind: "entry", api, stage: named ?? "$default", path: within, requestPath: within, sentPath: path };
}

/** The stage of a REST API with this name. */
export const stageOf = (account: AwsAccount, api: Existing, stageName: string): Existing | undefined =>
  account.where("aws:apigateway/stage:Stage", "restApi", api.id).find((one) => value(one, "stageName") === stageName);

/** The deployment that a stage of a REST API serves; undefined without the stage. */
export function deploymentOf(account: AwsAccount, api: Existing, stageName: string): Existing | undefined {
  const stage = stageOf(account, api, stageName);
  return stage && account.where("aws:apigateway/deployment:Deployment", "id", value(stage, "deployment"))[0];
}

/**
 * A stage of a REST API is the first part of the path. A disabled endpoint is so as of the next deployment.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
 */
function intoRestApi(account: AwsAccount, api: Existing, path: string): Entry | Answered {
  const stage = firstOf(path);
  if (deploymentOf(account, api, stage)?.endpointDisabled === true)
    return answer(403, "API", api, '{"message":"Forbidden"}: its default endpoint is disabled');
  const within = without(stage, path);
  return { kind: "entry", api, stage, path: within, requestPath: within, sentPath: path };
}

/**
 * Finds the API of a default endpoint. The statuses of a disabled one:
 * https://repost.aws/knowledge-center/api-gateway-disable-endpoint
 */
export function atDefaultEndpoint(account: AwsAccount, host: string, path: string): Entry | Answered {
  const [, id = ""] = hostName.exec(host) ?? [];
  const [http] = account.where(httpApi, "id", id);
  if (http !== undefined) return intoHttpApi(account, http, path);
  const [rest] = account.where(restApi, "id", id);
  if (rest !== undefined) return intoRestApi(account, rest, path);
  return answer(403, "API", host, '{"message":"Forbidden"}: there is no API with this host');
}
