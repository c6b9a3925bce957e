import { apiOf } from "../graph/apis";
import { ofKind, perGraph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resourceOf } from "../graph/references";
import { everyMethod, methodKey } from "../graph/throttling";
import { known, readString } from "../graph/value";
import { allVerbs } from "../graph/verbs";
import { missing } from "../missing";
import { routesOf } from "../paths/routes";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** The path of the resource and the verb; the path is empty if there is no slash between them. */
const partsOf = (methodPath: string) => {
  const slash = methodPath.lastIndexOf("/");
  return { path: methodPath.slice(0, Math.max(0, slash)), verb: methodPath.slice(slash + 1) };
};

/** Paths and verbs of the methods of each REST API, in the form of {@link methodKey}. */
const methodsOf = perGraph(
  (graph) =>
    new Map(
      ofKind(graph, "restApi").map((api) => [
        api.urn,
        new Set(routesOf(graph, api).map(({ path, verb }) => methodKey(`${path}/${verb}`))),
      ]),
    ),
);

/** The path of a resource as AWS names it in a stage: `~1orders~1{id}`, and `~1` for the root. */
const escaped = (path: string) => `~1${path.replaceAll("~1", "/").replace(/^\//, "").replaceAll("/", "~1")}`;

/**
 * AWS rejects `ANY` ("Invalid method setting path"), although a method may have it: its settings are those of the single
 * verbs. The provider hands the path on as it is, and a stage names it with `~1` for every slash, the first one too. Whether
 * AWS takes a path without the first one for the same is open: the provider's page leaves it out, and reports say that such
 * settings do nothing. It has no hop: without the settings, requests pass.
 * Sources: https://github.com/serverless-heaven/serverless-aws-alias/issues/80,
 * https://github.com/hashicorp/terraform-provider-aws/issues/9738 (slashes),
 * https://github.com/hashicorp/terraform/issues/15119 (without the first one),
 * https://github.com/hashicorp/terraform-provider-aws/issues/37959 (no such method)
 */
export const methodSettingsNameMethods = resourceRule({
  id: "method-settings-name-methods",
  displayName: "Method settings name methods of the API",
  description:
    "Method settings of a REST API are for */*, or name a path with ~1 for its slashes, and a verb other than ANY, of a method that exists.",
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
    const { path, verb } = partsOf(named);
    const wrong = `methodPath of ${settings.name} is ${named}`;
    if (!allVerbs.includes(verb)) {
      const fix = `Add settings for each verb, such as ${escaped(path)}/GET, or use */*.`;
      return [violation(settings, `${wrong}, which AWS rejects: it names no single verb`, fix)];
    }
    if (path.includes("/")) {
      const fault = `${wrong}, which names no method, because its slashes are not written as ~1`;
      return [violation(settings, fault, `Set methodPath to ${escaped(path)}/${verb}.`)];
    }
    const api = resourceOf(apiOf(graph, settings));
    if (api === undefined) return [];
    const methods = methodsOf(graph).get(api.urn);
    if (![verb, "ANY"].some((one) => methods?.has(methodKey(`${path}/${one}`))))
      return [missing(graph, ["restMethod"], settings, { wrong: `${wrong}, but ${labelOf(api)} has no such method` })];
    if (path.startsWith("~1")) return [];
    return [undetermined(settings, `whether AWS takes ${named} of ${settings.name} for ${escaped(path)}/${verb}`)];
  },
});
