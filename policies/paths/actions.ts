import { defaultOnUnauthenticated } from "../graph/aws-defaults";
import { isKind, ofKind, perGraph, resourceAt } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { known, readElements, readString } from "../graph/value";
import { answered, broken, undetermined } from "./trace";
import type { Trace } from "./trace";
import type { Choice } from "./rule-choice";

/** What the actions of a listener rule do with a request before or instead of forwarding it. */
export interface Acting {
  readonly graph: Graph;
  readonly choice: Choice;
  /** The listener of the rule. */
  readonly listener: Resource;
  /** Host headers that the listener may get; empty if they are unknown. */
  readonly hosts: readonly string[];
}

/** The hop of a listener rule, or of a listener by its default action. */
export const hopOf = ({ property }: Choice) => (property === "actions" ? "rule" : "listener");

const domainKinds = ["httpDomainName", "restDomainName"] as const;
const publicKinds = [...domainKinds, "httpApi", "restApi", "webSocketApi"] as const;
const privateHosts = /\.internal$|\.local$|^internal-.*\.elb\./i;

/** Whether an unknown host is a public name of an API in the stack, by the resources that it depends on. */
function isApiOutput(graph: Graph, owner: Resource, property: string): boolean | undefined {
  const sources = (owner.propertyDependencies[property] ?? []).flatMap((urn) => resourceAt(graph, urn) ?? []);
  if (sources.some((source) => isKind(source, ...publicKinds))) return true;
  return sources.some((source) => isKind(source, "loadBalancer")) ? false : undefined;
}

/** Domain names of the APIs in the stack; undefined for those that are not known yet. */
const domainNames = perGraph((graph) =>
  domainKinds
    .flatMap((kind) => ofKind(graph, kind))
    .map((domain) => known(readString(domain, "domainName"))?.toLowerCase()),
);

/** A domain name may be a wildcard: `*.example.com`. */
const isNamed = (host: string, name: string) =>
  host === name || (name.startsWith("*.") && host.slice(host.indexOf(".")) === name.slice(1));

/** Whether a host is a public name of an API in the stack; undefined if the stack does not show it. */
function isApiHost(graph: Graph, host: string): boolean | undefined {
  if (host.includes(".execute-api.")) return true;
  if (domainNames(graph).some((name) => name !== undefined && isNamed(host.toLowerCase(), name))) return true;
  return privateHosts.test(host) ? false : undefined;
}

/** Where a redirect sends clients. */
interface Location {
  /** `#{host}` keeps the host that API Gateway sends, `#{path}` the path. Undefined if it is unknown. */
  readonly named: string | undefined;
  readonly path: string | undefined;
  /** The host; undefined if it is unknown. */
  readonly host: string | undefined;
  /** Whether the host is a public name of an API; undefined if the stack does not show it. */
  readonly isApi: boolean | undefined;
}

function locationOf({ graph, choice: { owner, property }, hosts: [sent] }: Acting, at: string): Location {
  const part = (name: string, value: string) => {
    const found = readString(owner, `${at}.redirect.${name}`);
    return found.kind === "absent" ? value : known(found);
  };
  const [named, path] = [part("host", "#{host}"), part("path", "/#{path}")];
  const host = named === "#{host}" ? sent : named;
  const isKept = named === "#{host}" && sent === undefined;
  const unknown = isKept ? false : isApiOutput(graph, owner, property);
  const isStated = named === host && !domainNames(graph).includes(undefined);
  // A stated host that no API of the stack has is another website.
  const isApi = host === undefined ? unknown : (isApiHost(graph, host) ?? (isStated ? false : undefined));
  return { named, path, host, isApi };
}

/**
 * A redirect goes to the client of the API. `#{host}` is the host that API Gateway sends to the load balancer, which
 * clients do not know.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#redirect-actions
 */
function redirect(acting: Acting, at: string): Trace {
  const { choice } = acting;
  const { owner } = choice;
  const { named, path, host, isApi } = locationOf(acting, at);
  const isSamePath = path === "/#{path}" && choice.example.endsWith(choice.path ?? " ");
  const isLoop = isApi === true && isSamePath;
  const isLost = isLoop || isApi === false || (named === "#{host}" && isSamePath);
  const unnamed = named === "#{host}" ? "the host that API Gateway sends" : "another host";
  const elsewhere = named === host ? "which is no domain name of an API in the stack" : "which they cannot reach";
  const to = isLoop ? "the same path of the API" : `${host ?? unnamed}, ${elsewhere}`;
  const target = `${host ?? "another host"}${path ?? ""}`;
  return answered(hopOf(choice), owner, {
    wrong: `${labelOf(owner)} redirects clients to ${isLost ? to : target}`,
    fix: "Forward to the target group of the service, or call the listener that does.",
    needs: isLost ? undefined : `whether the redirect of ${labelOf(owner)} to ${target} ends at a service`,
  });
}

function fixedResponse({ choice }: Acting, at: string): Trace {
  const { owner, path, property } = choice;
  const code = known(readString(owner, `${at}.fixedResponse.statusCode`));
  const wrong = `${labelOf(owner)} returns a fixed ${code === undefined ? "" : `${code} `}response${path === undefined ? "" : ` for ${path}`}`;
  const unmatched =
    "Add a listener rule that forwards the request to the target group of its service, or change the conditions of the rule that should match it.";
  const fix = property === "actions" ? "Forward the path to the target group of its service." : unmatched;
  return answered(hopOf(choice), owner, { wrong, fix, needs: undefined });
}

/**
 * Load balancers redirect users that are not authenticated to the identity provider, and from there to the host that
 * API Gateway sends.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
function authenticate({ graph, choice, hosts }: Acting, at: string, block: string): Trace | undefined {
  const { owner } = choice;
  const onNone = readString(owner, `${at}.${block}.onUnauthenticatedRequest`);
  const behaviour = onNone.kind === "absent" ? defaultOnUnauthenticated : known(onNone);
  if (behaviour === "allow") return undefined;
  const [host] = hosts;
  const signIn = host !== undefined && isApiHost(graph, host) === false ? "deny" : behaviour;
  if (signIn !== "deny") {
    return undetermined(hopOf(choice), owner, `whether users can sign in to ${labelOf(owner)} through the API`);
  }
  const wrong = `${labelOf(owner)} authenticates users, who cannot sign in through API Gateway`;
  const fix = "Authenticate in API Gateway, with an authorizer of the route.";
  return answered(hopOf(choice), owner, { wrong, fix, needs: undefined });
}

const blocks = { "authenticate-oidc": "authenticateOidc", "authenticate-cognito": "authenticateCognito" } as const;

/**
 * The trace of a request that the actions do not forward; undefined if they do. Authentication needs an HTTPS listener.
 */
export function answerOf(acting: Acting): Trace | undefined {
  const { choice, listener } = acting;
  const { owner, property } = choice;
  const actions = known(readElements(owner, property)) ?? [];
  const typed = actions.map((at) => ({ at, type: known(readString(owner, `${at}.type`)) ?? "" }));
  const before = typed.find(({ type }) => /^(authenticate-|jwt-)/.test(type));
  const protocol = known(readString(listener, "protocol")) ?? "HTTP";
  if (before !== undefined && protocol === "HTTP") {
    const wrong = `${labelOf(owner)} has an action of type ${before.type}, which needs an HTTPS listener`;
    return broken(hopOf(choice), owner, wrong, "Use an HTTPS listener, or authenticate in API Gateway.");
  }
  for (const { at, type } of typed) {
    if (type === "redirect") return redirect(acting, at);
    if (type === "fixed-response") return fixedResponse(acting, at);
    const block = type === "authenticate-oidc" || type === "authenticate-cognito" ? blocks[type] : undefined;
    const stopped = block === undefined ? undefined : authenticate(acting, at, block);
    if (stopped !== undefined) return stopped;
  }
  return undefined;
}
