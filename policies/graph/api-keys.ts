import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { labelOf } from "./label";
import { resolve, resourceOf } from "./references";
import type { Resource } from "./resource";
import { known, readBoolean, readElements, readString } from "./value";

/**
 * Whether a client can have an API key that a stage accepts: one in a usage plan that names the stage. `unknown`: another
 * stack may have it.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export type KeyHolders =
  | { readonly kind: "some" }
  | { readonly kind: "none"; readonly wrong: string; readonly fix: string }
  | { readonly kind: "unknown"; readonly needs: string };

/** A stage of an API, as a usage plan names it. */
interface PlannedStage {
  readonly plan: Resource;
  /** Undefined if it is unknown. */
  readonly api: Resource | undefined;
  readonly stageName: string | undefined;
  readonly isOutside: boolean;
}

const plannedStages = perGraph((graph) =>
  ofKind(graph, "usagePlan").flatMap((plan) =>
    (known(readElements(plan, "apiStages")) ?? []).map((at): PlannedStage => {
      const api = resolve(graph, plan, `${at}.apiId`, "restApi", "webSocketApi");
      const stageName = known(readString(plan, `${at}.stage`));
      return { plan, api: resourceOf(api), stageName, isOutside: api.kind === "id" };
    }),
  ),
);

const names = (plans: readonly Resource[]) => plans.map(({ name }) => name).join(", ");

/** A key counts unless it is disabled, and one outside the stack counts too. */
const isEnabled = (graph: Graph, planKey: Resource) => {
  const key = resourceOf(resolve(graph, planKey, "keyId", "apiKey"));
  return key === undefined || known(readBoolean(key, "enabled")) !== false;
};

/** Without any key in the stack, another program gives them to clients. */
const keepsKeys = perGraph((graph) => ofKind(graph, "apiKey").length + ofKind(graph, "usagePlanKey").length > 0);

const planKeys = perGraph((graph) => {
  const all = ofKind(graph, "usagePlanKey").map((planKey) => ({
    planKey,
    plan: resolve(graph, planKey, "usagePlanId", "usagePlan"),
  }));
  return {
    byPlan: groupBy(all, ({ plan }) => resourceOf(plan)?.urn),
    isOpen: all.some(({ plan }) => plan.kind === "undetermined"),
  };
});

function holdersIn(graph: Graph, plans: readonly Resource[]): KeyHolders {
  const { byPlan, isOpen } = planKeys(graph);
  const keys = plans.flatMap(({ urn }) => byPlan.get(urn) ?? []);
  if (keys.some(({ planKey }) => isEnabled(graph, planKey))) return { kind: "some" };
  const fix = "Add an aws.apigateway.UsagePlanKey with an enabled key and the usage plan.";
  if (keys.length > 0) return { kind: "none", wrong: `every API key of usage plan ${names(plans)} is disabled`, fix };
  if (isOpen || !keepsKeys(graph)) return { kind: "unknown", needs: `an API key of usage plan ${names(plans)}` };
  return { kind: "none", wrong: `usage plan ${names(plans)} has no API key, so nobody has one`, fix };
}

/**
 * Who can have an API key for a stage of a REST or WebSocket API.
 *
 * @param stage - undefined if the stack has none
 */
export function keyHolders(graph: Graph, api: Resource, stage: Resource | undefined): KeyHolders {
  const all = plannedStages(graph);
  const own = all.filter((one) => one.api?.urn === api.urn);
  const stageName = stage && known(readString(stage, stage.type.includes("v2/") ? "name" : "stageName"));
  const admitting = own.filter(
    (one) => stageName === undefined || one.stageName === undefined || one.stageName === stageName,
  );
  if (admitting.length > 0) return holdersIn(graph, [...new Set(admitting.map(({ plan }) => plan))]);
  const plans = ofKind(graph, "usagePlan");
  const isOpen =
    plans.some((plan) => readElements(plan, "apiStages").kind === "unknown") ||
    all.some((one) => one.api === undefined && !one.isOutside);
  if (plans.length === 0 || isOpen) return { kind: "unknown", needs: `a usage plan with ${labelOf(stage ?? api)}` };
  const place = own.length > 0 && stage !== undefined ? labelOf(stage) : labelOf(api);
  return {
    kind: "none",
    wrong: `no usage plan of the stack has ${place}, so API Gateway accepts no API key`,
    fix: "Add the API and its stage to apiStages of an aws.apigateway.UsagePlan.",
  };
}
