import { membersOf } from "./apis";
import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolve } from "./references";
import type { Resource } from "./resource";
import { known, read, readBoolean, readElements, readKeys, readNumber, readString } from "./value";
import { allVerbs } from "./verbs";

/** Throttling limits at one place of a resource. `zero`: every request is answered with 429. */
export interface Limits {
  readonly owner: Resource;
  /** Path of the settings in the owner. */
  readonly at: string;
  readonly kind: "zero" | "unknown" | "positive";
}

/** What is wrong with limits of 0, for findings. */
export const zeroLimit = ({ owner, at }: Limits) =>
  `${at} of ${owner.name} leaves a throttling limit at 0, so API Gateway answers every request with 429`;

/** The value that decides on unknown limits, for findings. */
export const limitsNeeded = ({ owner, at }: Limits) => `the throttling limits in ${at} of ${owner.name}`;

const names = ["throttlingBurstLimit", "throttlingRateLimit"] as const;

/**
 * Whether settings are what the provider reads back from a stage without any. It writes a zero for every limit that
 * AWS does not return, so these zeros do not come from the program.
 */
const isReadBack = (stage: Resource, at: string) =>
  known(readBoolean(stage, `${at}.detailedMetricsEnabled`)) === false &&
  known(readBoolean(stage, `${at}.dataTraceEnabled`)) === false &&
  names.every((name) => known(readNumber(stage, `${at}.${name}`)) === 0);

/**
 * Limits of route settings. The provider sends 0 for a limit that route settings do not state.
 * Source: https://github.com/pulumi/pulumi-aws/issues/2363
 */
function limitsAt(owner: Resource, at: string): Limits {
  const values = names.map((name) => readNumber(owner, `${at}.${name}`));
  const zero = values.some((value) => value.kind === "absent" || (value.kind === "known" && value.value === 0));
  if (zero) return { owner, at, kind: "zero" };
  return { owner, at, kind: values.some(({ kind }) => kind === "unknown") ? "unknown" : "positive" };
}

const everyRoute = "defaultRouteSettings";

/** Whether a block of settings states anything; for an empty block, the provider sends nothing. */
const statesAny = (stage: Resource, at: string) =>
  (known(readKeys(stage, at)) ?? []).some((key) => read(stage, `${at}.${key}`).kind !== "absent");

/** Limits of the route settings of a stage of an HTTP or WebSocket API, the default first; absent settings set none. */
export function stageLimits(stage: Resource): readonly Limits[] {
  const whole = [everyRoute].filter((at) => statesAny(stage, at) && !isReadBack(stage, at));
  const single = known(readElements(stage, "routeSettings")) ?? [];
  return [...whole, ...single].map((at) => limitsAt(stage, at));
}

/**
 * Limits of the method settings of a REST API. The provider's default, -1, leaves a limit unset.
 * Source: https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/methodsettings/
 */
export function methodLimits(settings: Resource): Limits {
  const values = names.map((name) => readNumber(settings, `settings.${name}`));
  const at = "settings";
  if (values.some((value) => value.kind === "known" && value.value === 0)) return { owner: settings, at, kind: "zero" };
  return { owner: settings, at, kind: values.some(({ kind }) => kind === "unknown") ? "unknown" : "positive" };
}

const settings = perGraph((graph) =>
  groupBy(ofKind(graph, "restMethodSettings"), (one) => referenceKey(resolve(graph, one, "restApi", "restApi"))),
);

/** Method settings of a REST API in the stack. */
export const methodSettingsOf = (graph: Graph, api: Resource): readonly Resource[] =>
  settings(graph).get(api.urn) ?? [];

/** Limits by stage and route key. */
const byRoute = perGraph((graph) => {
  const keyOf = ({ owner, at }: Limits) => (at === everyRoute ? at : known(readString(owner, `${at}.routeKey`)));
  const stages = (["httpStage", "webSocketStage"] as const).flatMap((kind) => ofKind(graph, kind));
  return new Map(stages.map((stage) => [stage.urn, groupBy(stageLimits(stage), keyOf)]));
});

/** The limits that apply to a route of an HTTP or WebSocket API on a stage: those of its key, or else the default. */
export function limitsOfRoute(graph: Graph, stage: Resource, route: Resource): Limits | undefined {
  const limits = byRoute(graph).get(stage.urn);
  const [found] = limits?.get(known(readString(route, "routeKey")) ?? "") ?? limits?.get(everyRoute) ?? [];
  return found;
}

/** Path of the settings of all methods of a stage. */
export const everyMethod = "*/*";

/** The path and verb of method settings in one form: a slash may be written as `~1`, and the first one left out. */
export const methodKey = (methodPath: string) => methodPath.replaceAll("~1", "/").replace(/^\/+/, "");

/** Method settings by API and path. */
const byMethod = perGraph((graph) => {
  const pathOf = (one: Resource) => {
    const methodPath = known(readString(one, "methodPath"));
    return methodPath === undefined ? undefined : methodKey(methodPath);
  };
  return new Map(ofKind(graph, "restApi").map((api) => [api.urn, groupBy(methodSettingsOf(graph, api), pathOf)]));
});

const severity = { zero: 0, unknown: 1, positive: 2 } as const;

/**
 * The limits that apply to a method of a REST API: those of its path and verb, or else of all methods of the stage. Of a
 * method `ANY`, which cannot have settings, those of the verb that admits the least.
 */
export function limitsOfMethod(
  graph: Graph,
  api: Resource,
  stage: Resource,
  verb: string,
  path: string,
): Limits | undefined {
  const onlyStage = membersOf(graph, api, "restStage").length === 1;
  const stageName = known(readString(stage, "stageName"));
  const at = (methodPath: string) =>
    byMethod(graph)
      .get(api.urn)
      ?.get(methodPath)
      ?.find((one) => {
        const named = known(readString(one, "stageName"));
        return named === undefined ? onlyStage : named === stageName;
      });
  const every = at(everyMethod);
  const single = verb === "ANY" ? allVerbs : [verb];
  const [least] = single
    .flatMap((one) => at(methodKey(`${path}/${one}`)) ?? every ?? [])
    .map(methodLimits)
    .sort((a, b) => severity[a.kind] - severity[b.kind]);
  return least;
}
