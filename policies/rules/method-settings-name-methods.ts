import { apiOf } from "../graph/apis";
import { labelOf } from "../graph/label";
import { resourceOf } from "../graph/references";
import { everyMethod, methodKey } from "../graph/throttling";
import { known, readString } from "../graph/value";
import { allVerbs } from "../graph/verbs";
import { missing } from "../missing";
import { routesOf } from "../paths/routes";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** Without a leading slash, which the provider adds. */
const partsOf = (methodPath: string) => {
  const path = methodPath.replace(/^\//, "");
  const slash = path.lastIndexOf("/");
  return { resource: path.slice(0, Math.max(0, slash)), verb: path.slice(slash + 1) };
};

/** How a stage names the settings of a method: `~1orders~1{proxy+}/GET`. */
const written = (resource: string, verb: string) => `~1${resource.replace(/^~1/, "").replaceAll("/", "~1")}/${verb}`;

/**
 * AWS rejects `ANY` ("Invalid method setting path"), although a method may have it: its settings are those of the single
 * verbs. The provider hands the path on as it is, and AWS takes `~1` for a slash of the resource's path, also for the first
 * one. The provider's page leaves that one out, and no source says for certain that AWS then ignores the settings, so it
 * is no fault. It has no hop: without the settings, requests pass.
 * Sources: https://github.com/serverless-heaven/serverless-aws-alias/issues/80,
 * https://github.com/hashicorp/terraform-provider-aws/issues/9738 (slashes),
 * https://github.com/hashicorp/terraform-provider-aws/issues/37959 (no such method)
 */
export const methodSettingsNameMethods = resourceRule({
  id: "method-settings-name-methods",
  displayName: "Method settings name methods of the API",
  description:
    "Method settings of a REST API are for */*, or name a path with ~1 for its slashes and a verb other than ANY, of a method that exists.",
  remediation: "Set methodPath to */*, or to the path and verb of a method, such as ~1orders~1{proxy+}/GET.",
  url: "https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateStage.html",
  tags: ["wiring", "rest-api"],
  kinds: ["restMethodSettings"],
  none: "the stack has no method settings of a REST API",
  judge: (graph, settings) => {
    const methodPath = readString(settings, "methodPath");
    if (methodPath.kind === "unknown") return [undetermined(settings, `methodPath of ${settings.name}`)];
    const named = known(methodPath) ?? "";
    if (named === everyMethod) return [];
    const { resource, verb } = partsOf(named);
    const wrong = `methodPath of ${settings.name} is ${named}`;
    if (!allVerbs.includes(verb))
      return [
        violation(
          settings,
          `${wrong}, which AWS rejects: it names no single verb`,
          `Add settings for each verb, such as ${written(resource, "GET")}, or use */*.`,
        ),
      ];
    if (resource.includes("/"))
      return [
        violation(
          settings,
          `${wrong}, which names no method, because its slashes are not written as ~1`,
          `Set methodPath to ${written(resource, verb)}.`,
        ),
      ];
    const api = resourceOf(apiOf(graph, settings));
    if (api === undefined) return [];
    const exists = routesOf(graph, api).some(
      (route) => [verb, "ANY"].includes(route.verb) && methodKey(`${route.path}/${verb}`) === methodKey(named),
    );
    return exists
      ? []
      : [missing(graph, ["restMethod"], settings, { wrong: `${wrong}, but ${labelOf(api)} has no such method` })];
  },
});
