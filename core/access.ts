import { apiName } from "./front";
import type { Plan } from "./plan";
import type { ApiNode, BackendNode } from "./plan-api";
import type { Access, AuthorizerNode, UsagePlanNode } from "./plan-access";
import type { ServiceSettings, Settings } from "./settings/settings";
import { transferOf } from "./settings/transfer";
import { topologyTraits } from "./topology-traits";

/** What requests to a service must have, beside those to its public paths; undefined if anyone may call it. */
export function accessOf({ auth, usagePlans, apiKeys }: Settings, service: ServiceSettings): Access | undefined {
  const apiKey = usagePlans.length > 0 && apiKeys === "required";
  if (service.public || (auth === undefined && !apiKey)) return undefined;
  const authorization = auth === undefined ? "none" : auth.kind === "iam" ? "iam" : "token";
  return { authorization, scopes: service.scopes ?? [], apiKey };
}

/**
 * Issuer of the tokens of a user pool: `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123` has
 * `https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123`.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
function issuerOf(userPool: string): string {
  const [, partition = "", , region = "", , resource = ""] = userPool.split(":");
  const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return `https://cognito-idp.${region}.${suffix}/${resource.replace("userpool/", "")}`;
}

/** The authorizer of the API; routes with IAM need none. */
function authorizerOf({ auth, option }: Settings): AuthorizerNode | undefined {
  if (auth === undefined || auth.kind === "iam") return undefined;
  if (auth.kind === "jwt") return { kind: "jwt", issuer: auth.issuer, audiences: auth.audiences };
  const { userPool, clients } = auth;
  return topologyTraits[option].api === "http"
    ? { kind: "jwt", issuer: issuerOf(userPool), audiences: clients }
    : { kind: "cognito", userPool };
}

/** Whether the requests of the API are to be logged, and whether they are: a REST API needs the role of the account. */
export function accessLogsOf({ accessLogs, domain, auth, account, option }: Settings): "on" | "off" | "noRole" {
  const isWanted = accessLogs ?? (domain !== undefined || auth !== undefined);
  if (!isWanted) return "off";
  return topologyTraits[option].api === "http" || account?.restLogRole !== undefined ? "on" : "noRole";
}

/** Who may call the API, how often, and whether its requests are logged. */
export function frontDoorOf(
  settings: Settings,
): Pick<ApiNode, "authorizer" | "cors" | "throttle" | "webAcl" | "tracing" | "accessLogs"> {
  const { cors, throttle, webAcl, tracing, option, logRetentionDays, retainLogs } = settings;
  const authorizer = authorizerOf(settings);
  return {
    ...(authorizer === undefined ? {} : { authorizer }),
    ...(cors === undefined ? {} : { cors }),
    ...(throttle === undefined ? {} : { throttle }),
    ...(webAcl === undefined ? {} : { webAcl }),
    ...(tracing && topologyTraits[option].api === "rest" ? { tracing } : {}),
    ...(accessLogsOf(settings) === "on"
      ? { accessLogs: { retentionDays: logRetentionDays, ...(retainLogs ? { retain: retainLogs } : {}) } }
      : {}),
  };
}

/** Settings whose services have the timeout and the streaming of the stack where they have none of their own. */
export const withStackDefaults = (settings: Settings): Settings => ({
  ...settings,
  services: settings.services.map((service) => ({ ...service, ...transferOf(settings, service) })),
});

/**
 * How long API Gateway waits for a service, and whether it sends its answers on as they come.
 *
 * @param service - of {@link withStackDefaults}
 */
export const backendTransfer = ({
  timeoutSeconds,
  streaming,
}: ServiceSettings): Pick<BackendNode, "timeoutSeconds" | "streaming"> => ({
  ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  ...(streaming ? { streaming: true } : {}),
});

/** The role by which REST APIs write logs, if the stack has it. */
export const restLogRoleOf = ({ account }: Settings): Pick<Plan, "restLogRole"> =>
  account?.restLogRole === "create" ? { restLogRole: "rest-log-role" } : {};

/** The usage plans of a stack; an HTTP API has none. */
export const usagePlansOf = ({ usagePlans, option }: Settings): readonly UsagePlanNode[] =>
  topologyTraits[option].api === "http" ? [] : usagePlans.map((plan) => ({ ...plan, apis: [apiName(option)] }));
