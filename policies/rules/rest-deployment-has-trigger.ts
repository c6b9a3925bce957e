import { apiOf, membersOf } from "../graph/apis";
import type { Graph } from "../graph/graph";
import { resourceAt } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resourceOf } from "../graph/references";
import { registeredUrn } from "../graph/registered";
import type { Resource } from "../graph/resource";
import { keyPath, known, readKeys, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";
import { contentsOf, triggerKind } from "../trigger-values";
import type { TriggerKind } from "../trigger-values";

/** Both replace the deployment when they change. */
const properties = ["triggers", "variables"];

interface Trigger {
  readonly name: string;
  /** Undefined if it is not known yet. */
  readonly value: string | undefined;
  readonly kind: TriggerKind;
}

/** Integrations whose changes have to create a deployment: the private ones, or all if none is private. */
function followedBy(graph: Graph, deployment: Resource): readonly Resource[] {
  const api = resourceOf(apiOf(graph, deployment));
  const all = api === undefined ? [] : membersOf(graph, api, "restIntegration");
  const isPrivate = all.filter((one) => known(readString(one, "connectionType")) === "VPC_LINK");
  return isPrivate.length > 0 ? isPrivate : all;
}

function triggersOf(graph: Graph, deployment: Resource, integrations: readonly Resource[]): readonly Trigger[] {
  const contents = integrations.flatMap(contentsOf);
  return properties.flatMap((property) =>
    (known(readKeys(deployment, property)) ?? []).map((name) => {
      const read = readString(deployment, keyPath(property, name));
      const value = read.kind === "unknown" ? undefined : (known(read) ?? "");
      return { name, value, kind: value === undefined ? "hash" : triggerKind(graph, value, contents) };
    }),
  );
}

/** Resources that the triggers depend on, also through resources of other packages, such as a hash. */
function sourcesOf(graph: Graph, deployment: Resource): ReadonlySet<string> {
  const found = new Set<string>();
  const open = properties.flatMap((property) => deployment.propertyDependencies[property] ?? []);
  for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
    if (found.has(urn)) continue;
    found.add(urn);
    const source = resourceAt(graph, urn);
    if (source !== undefined && !source.type.startsWith("aws:")) open.push(...source.dependencies);
  }
  return found;
}

/** Whether the triggers depend on an integration, or on what the body that defines it depends on. */
function dependsOn(sources: ReadonlySet<string>, integration: Resource): boolean {
  const registered = registeredUrn(integration.urn);
  if (sources.has(registered)) return true;
  const isDerived = registered !== integration.urn;
  return isDerived && (integration.propertyDependencies["uri"] ?? []).some((urn) => sources.has(urn));
}

/** Whether another trigger shows a value or id of a resource, which then need not be in a hash. */
function isShown(graph: Graph, urn: string, shown: readonly string[]): boolean {
  const resource = resourceAt(graph, urn);
  if (resource === undefined) return false;
  const ids = ["id", "arn"].flatMap((property) => known(readString(resource, property)) ?? []);
  return [...contentsOf(resource), ...ids].some((text) => shown.some((value) => value.includes(text)));
}

function judge(graph: Graph, deployment: Resource): readonly Finding[] {
  const integrations = followedBy(graph, deployment);
  const triggers = triggersOf(graph, deployment, integrations);
  const sources = sourcesOf(graph, deployment);
  const needs = `the triggers of deployment ${deployment.name}, which are not known yet`;
  if (properties.some((property) => readKeys(deployment, property).kind === "unknown")) {
    return [undetermined(deployment, needs)];
  }
  if (triggers.length === 0) {
    return [
      violation(deployment, `deployment ${deployment.name} has no triggers; changes of the API never reach its stage`),
    ];
  }
  const values = triggers.filter(({ kind }) => kind !== "hash").flatMap(({ value }) => value ?? []);
  const isOpen = triggers.some(({ value }) => value === undefined);
  const hashed = new Set([...sources].filter((urn) => !isShown(graph, urn, values)));
  const hasHash = triggers.some(({ kind }) => kind === "hash");
  // A hash that depends on nothing is one of plain data of the program.
  if (hasHash && !isOpen && hashed.size === 0) return [];
  const follows = (one: Resource) =>
    (hasHash && !isOpen && dependsOn(hashed, one)) ||
    ((sources.size === 0 || dependsOn(sources, one)) &&
      contentsOf(one).some((content) => values.some((value) => value.includes(content))));
  const left = integrations.filter((one) => !follows(one));
  if (integrations.length > 0 && left.length === 0) return [];
  if (isOpen) return [undetermined(deployment, needs)];
  if (!hasHash && triggers.every(({ kind }) => kind === "fixed")) {
    const names = triggers.map(({ name }) => name).join(", ");
    const wrong = `the triggers of deployment ${deployment.name} are constants, names or ids (${names}), so changes of the API never reach its stage`;
    return [violation(deployment, wrong)];
  }
  if (left.length === 0) return [];
  const names = left.map(labelOf).join(", ");
  if (left.length === integrations.length && hasHash) {
    return [undetermined(deployment, `whether the triggers of deployment ${deployment.name} contain ${names}`)];
  }
  return [violation(deployment, `the triggers of deployment ${deployment.name} do not depend on ${names}`)];
}

/**
 * A trigger counts if a change of an integration changes it. Its presence is not enough: ids and names stay the same.
 * Sources: https://github.com/pulumi/pulumi/issues/10662, https://github.com/pulumi/pulumi-aws/issues/3289
 */
export const restDeploymentHasTrigger = resourceRule({
  id: "rest-deployment-has-trigger",
  displayName: "REST API deployments follow their API",
  description: "A deployment has triggers, so that a change of the API creates a new deployment.",
  remediation:
    "Set triggers to values of the integrations, such as uri and connectionId, or to a hash of the methods and integrations or of the body.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
  tags: ["wiring", "rest-api"],
  kinds: ["restDeployment"],
  none: "the stack has no REST API deployment",
  judge,
});
