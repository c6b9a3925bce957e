import type { Settings } from "../settings/settings";
import { topologyTraits } from "../topology-traits";
import type { Answer } from "./answer";
import { condition, no, yes } from "./answer";

const guide = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const choosing = `${guide}/http-api-vs-rest.html`;

const isHttp = ({ option }: Settings) => topologyTraits[option].api === "http";

/** Whether AWS WAF protects the API. */
export function webAcl(settings: Settings): Answer {
  if (isHttp(settings)) return no("AWS WAF does not support HTTP APIs", choosing);
  return settings.webAcl === undefined ? condition("set webAcl to the ARN of a web ACL", choosing) : yes;
}

/** Whether requests need API keys. */
export function keysRequired(settings: Settings): Answer {
  if (isHttp(settings)) return no("HTTP APIs do not support API keys", choosing);
  if (settings.usagePlans.length === 0) return condition("set usagePlans", choosing);
  return settings.apiKeys === "required" ? yes : condition("set apiKeys: required", choosing);
}

/** Whether every route needs authorization; an API key is none. */
export function authorization({ auth, services }: Settings): Answer {
  const source = `${guide}/apigateway-control-access-to-api.html`;
  const running = services.filter(({ retired }) => !retired);
  const opened = [
    ["public", running.filter(({ public: isPublic }) => isPublic)],
    ["publicPaths", running.filter(({ publicPaths }) => publicPaths.length > 0)],
  ] as const;
  const steps = [
    ...(auth === undefined ? ["set auth"] : []),
    ...opened.flatMap(([key, of]) =>
      of.length === 0 ? [] : [`remove ${key} of ${of.map(({ name }) => name).join(", ")}`],
    ),
  ];
  return steps.length === 0 ? yes : condition(steps.join(" and "), source);
}
