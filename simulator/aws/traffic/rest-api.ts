import type { AwsAccount } from "../account";
import { webAclOf } from "../effects";
import type { DeployedIntegration, Existing } from "../existing";
import { refusedByKey } from "./api-keys";
import type { Status } from "./answers";
import { asAnswer, given } from "./answers";
import type { Entry } from "./entry";
import { deploymentOf, stageOf } from "./entry";
import type { Outcome } from "./outcome";
import { answer } from "./outcome";
import { chooseRoute } from "./path-match";
import { refusedByMethod } from "./rest-access";
import { gatewayAnswer, withGatewayResponse } from "./rest-answers";
import { throttledByMethod } from "./rest-limits";
import { toMock } from "./rest-mock";
import { toProxy } from "./rest-proxy";
import type { Request, Traced } from "./types";

/** What a REST API answers if the connection to its integration fails; a doubt, see simulator/README.md. */
const failureStatus: Status = { reset: 500, timeout: 504, handshake: 500 };

/** A request at a stage with its deployment. */
interface AtStage {
  readonly api: Existing;
  readonly stage: Existing;
  readonly deployment: Existing;
  readonly request: Request;
}

/** What a method refuses, otherwise the outcome of its integration. Authorization comes first, limits come last. */
function toMethod(
  account: AwsAccount,
  { api, stage, request }: AtStage,
  method: DeployedIntegration,
  parameters: Readonly<Record<string, string>>,
): Outcome {
  const methodPath = `${method.path}/${method.method}`;
  return (
    refusedByMethod(method, request) ??
    refusedByKey(account, method, stage, methodPath, request) ??
    throttledByMethod(account, stage, `${method.path}/${request.method}`, request.atOnce) ??
    (method.inputs["type"] === "MOCK" ? toMock(api, method, request) : toProxy(account, method, request, parameters))
  );
}

/** The outcome of a request at a stage: of the most specific method of its deployment. */
function atStage(account: AwsAccount, at: AtStage, path: string): Outcome {
  const { deployment, request } = at;
  const rest = path.split("/").slice(1);
  const given = rest.at(-1) === "" ? rest.slice(0, -1) : rest;
  const chosen = chooseRoute(deployment.deployed ?? [], request.method, given);
  if (chosen !== undefined) return toMethod(account, at, chosen.route, chosen.parameters);
  const missing = `no method for ${request.method} ${path} in the deployment`;
  return gatewayAnswer("MISSING_AUTHENTICATION_TOKEN", "route", deployment, missing);
}

/**
 * Follows a request to a REST API, whose stage has the deployment's snapshot. A trailing slash is ignored. The web ACL of
 * the stage inspects the request first; its rules are not known.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html,
 * https://github.com/aws/chalice/issues/65,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
 */
export function toRestApi(account: AwsAccount, { api, stage: name, path }: Entry, request: Request): Traced {
  const stage = stageOf(account, api, name);
  const deployment = deploymentOf(account, api, name);
  if (stage === undefined || deployment === undefined)
    return given(answer(403, "stage", api, `{"message":"Forbidden"}: the API has no stage ${name}`));
  const outcome = atStage(account, { api, stage, deployment, request }, path);
  const found = withGatewayResponse(
    asAnswer(outcome, failureStatus),
    outcome,
    deployment.gatewayResponses ?? [],
    request,
  );
  const webAcl = webAclOf(account, stage);
  return webAcl === undefined ? found : { ...found, webAcl };
}
