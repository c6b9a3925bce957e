import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { known, read, readElements, readString } from "../graph/value";
import { accepts, candidateOf, isUnordered, needsOf, precedes } from "./candidates";
import type { Asked, Candidate } from "./candidates";
import { mayMeet, readRulesOf } from "./listener-rules";
import type { ReadListener } from "./listener-rules";
import { partsOf, withValue } from "./path-space";
import type { Part, PathSpace } from "./path-space";
import { exampleOf, matchesText } from "./witness";
import type { Example } from "./witness";

/** The actions for some of the requests: the listener or listener rule, and the property with its actions. */
export interface Choice {
  readonly owner: Resource;
  readonly property: "actions" | "defaultActions";
  /** A path that the client requests, and the path that targets get for it; undefined if it is unknown. */
  readonly example: string;
  readonly path: string | undefined;
  /** All rules that match the example, and those with the same priorities. */
  readonly matching: readonly Resource[];
}

/** The actions that requests get. Requests may get a possible one instead of a certain one. */
export interface Choices {
  readonly certain: readonly Choice[];
  readonly possible: readonly Choice[];
  /** What decides whether requests get the possible ones. */
  readonly needs: string;
}

interface Search {
  readonly listener: ReadListener;
  readonly space: PathSpace;
  readonly parts: readonly Part[];
  readonly candidates: readonly Candidate[];
  readonly verbs: readonly string[];
  /** Whether the parts say which path the load balancer gets for each path of a client. */
  readonly isExact: boolean;
  /** Whether the load balancer gets other paths than clients request. */
  readonly isMapped: boolean;
}

interface Chosen {
  readonly choice: Choice;
  readonly isCertain: boolean;
  readonly needs: string | undefined;
}

interface Found extends Example {
  readonly verb: string;
}

/** An example of the requests that get a rule, or the default action, although the earlier rules exist. */
function find(
  search: Search,
  rule: Candidate | undefined,
  earlier: readonly Candidate[],
): Found | "unknown" | undefined {
  const { listener, space, parts, verbs } = search;
  const meeting = rule === undefined ? undefined : listener.earlier.get(rule.rule.urn);
  const before = earlier.filter((each) => meeting?.has(each.rule.urn) !== false && precedes(each, rule));
  // Without a path mapping, a rule and a route have to begin alike.
  const beginnings = search.isMapped ? [""] : (rule?.beginnings ?? [""]);
  const others = space.taken.filter(({ fixed }) => beginnings.some((beginning) => mayMeet(beginning, fixed)));
  for (const verb of verbs.filter((each) => rule === undefined || accepts(rule, each))) {
    const found = exampleOf({
      parts,
      rules: listener.language,
      accept: rule?.positions ?? listener.everything,
      reject: before.filter((each) => accepts(each, verb)).flatMap(({ positions }) => positions),
      routes: space.language,
      taken: others
        .filter((taken) => taken.verb === "ANY" || taken.verb === verb)
        .flatMap(({ positions }) => positions),
    });
    if (found === "unknown") return found;
    if (found !== undefined) return { ...found, verb };
  }
  return undefined;
}

/** Verbs that rules and routes treat differently; one verb if they do not. */
function verbsOf({ verbs, taken }: PathSpace, candidates: readonly Candidate[]): readonly string[] {
  const differ = taken.some(({ verb }) => verb !== "ANY") || candidates.some(({ methods }) => methods !== undefined);
  return differ ? verbs : verbs.slice(0, 1);
}

/**
 * The path after the url-rewrite transforms of a rule.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.md
 */
function rewritten(rule: Resource, path: string | undefined): string | undefined {
  const rewrites = (known(readElements(rule, "transforms")) ?? []).filter(
    (at) => read(rule, `${at}.urlRewriteConfig`).kind !== "absent",
  );
  return rewrites.reduce<string | undefined>((current, at) => {
    const [rewrite] = known(readElements(rule, `${at}.urlRewriteConfig.rewrite`)) ?? [];
    const regex = rewrite && known(readString(rule, `${rewrite}.regex`));
    const replace = rewrite && known(readString(rule, `${rewrite}.replace`));
    if (current === undefined || regex === undefined || replace === undefined) return undefined;
    try {
      return current.replace(new RegExp(regex), replace);
    } catch {
      return undefined;
    }
  }, path);
}

function choiceOf(
  search: Search,
  owner: Resource,
  rule: Candidate | undefined,
  found: Found,
  isKnown: boolean,
): Choice {
  const { listener, candidates, verbs } = search;
  const matching = candidates.filter(
    (each) =>
      each.unknown === undefined &&
      each.client.size === 0 &&
      accepts(each, found.verb) &&
      matchesText(listener.language, each.positions, found.target),
  );
  const priorities = new Set([...matching, ...(rule === undefined ? [] : [rule])].map(({ priority }) => priority));
  const target = isKnown ? found.target : undefined;
  return {
    owner,
    property: rule === undefined ? "defaultActions" : "actions",
    example: verbs.length > 1 ? `${found.verb} ${found.path}` : found.path,
    path: rule === undefined ? target : rewritten(owner, target),
    matching: listener.rules.filter(({ priority }) => priorities.has(priority)).map(({ rule: each }) => each),
  };
}

/**
 * What is needed if a rule gets only requests that repeat the fixed part of the route, which the integration removes:
 * `/orders/orders/x`, if a rule expects `/orders/*`. Probably the rule expects a path that it does not get.
 */
function repeatingNeeds(
  search: Search,
  { space, path, integration }: Asked,
  rule: Candidate | undefined,
  earlier: readonly Candidate[],
): string | undefined {
  const { repeated } = space;
  if (rule === undefined || repeated === undefined || path?.startsWith(`${repeated.fixed}/`) !== false)
    return undefined;
  const usual = { ...search, space: { ...search.space, taken: [...search.space.taken, repeated] } };
  if (find(usual, rule, earlier) !== undefined) return undefined;
  const paths = `${repeated.fixed}${repeated.fixed}`;
  return `whether clients request paths that start with ${paths}: ${integration?.name ?? "the integration"} removes ${repeated.fixed} from the path, and listener rule ${rule.rule.name} expects it`;
}

/** What happens to a rule, or to the default action, after the earlier rules. */
function chooseOne(listener: Resource, search: Search, asked: Asked, index: number): Chosen | undefined {
  const rule = search.candidates[index];
  const earlier = search.candidates.filter((each, place) => place < index || isUnordered(each, rule));
  const { isExact } = search;
  const sure = rule?.unknown === undefined && isExact ? find(search, rule, earlier) : undefined;
  const repeating = sure === undefined || sure === "unknown" ? undefined : repeatingNeeds(search, asked, rule, earlier);
  const decided = () => earlier.filter((each) => each.unknown === undefined && !isUnordered(each, rule));
  const found = sure ?? find(search, rule, decided());
  if (found === undefined) return undefined;
  const example = found === "unknown" ? anyExample(asked) : found;
  return {
    choice: choiceOf(search, rule?.rule ?? listener, rule, example, asked.path !== undefined),
    isCertain: sure !== undefined && sure !== "unknown" && repeating === undefined,
    needs: repeating ?? (isExact ? needsOf(rule, earlier) : undefined),
  };
}

function chooseAmong(listener: Resource, search: Search, asked: Asked): Choices {
  const chosen = [...search.candidates, undefined].flatMap(
    (_, index) => chooseOne(listener, search, asked, index) ?? [],
  );
  const [certain, possible] = [true, false].map((wanted) => chosen.filter(({ isCertain }) => isCertain === wanted));
  const needs = (possible ?? []).flatMap((one) => one.needs ?? [])[0];
  return {
    certain: (certain ?? []).map(({ choice }) => choice),
    possible: (possible ?? []).map(({ choice }) => choice),
    needs: needs ?? `which rule of ${listener.name} matches the path`,
  };
}

const anyExample = ({ space, path }: Asked): Found => ({
  path: withValue(space.path, "x"),
  target: withValue(path ?? space.path, "x"),
  verb: space.verbs[0] ?? "GET",
});

const onlyDefault = (owner: Resource, asked: Asked): Choice => {
  const { path, target } = anyExample(asked);
  const property = "defaultActions";
  return { owner, property, example: path, path: asked.path === undefined ? undefined : target, matching: [] };
};

/** The actions that the requests get from a listener: of listener rules by priority, and its default action. */
export function choose(graph: Graph, listener: Resource, asked: Asked): Choices {
  const rules = readRulesOf(graph, listener);
  const candidates = rules.rules.flatMap((rule) => candidateOf(graph, rule, asked) ?? []);
  if (candidates.length === 0) return { certain: [onlyDefault(listener, asked)], possible: [], needs: "" };
  const { space } = asked;
  const { parts, isExact } = partsOf(space, asked.path);
  const search: Search = {
    listener: rules,
    space,
    parts,
    candidates,
    verbs: verbsOf(space, candidates),
    isExact,
    isMapped: asked.path !== space.path,
  };
  const choices = chooseAmong(listener, search, asked);
  if (choices.certain.length + choices.possible.length > 0) return choices;
  // Other routes take all requests of this one. Its path is judged as if they did not.
  return chooseAmong(listener, { ...search, space: { ...space, taken: [] } }, asked);
}
