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
import { contentOf, textsIn, triggerKind } from "../trigger-values";
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

/** Resources that the triggers depend on, also through resources of other packages, such as a random value. */
function sourcesOf(graph: Graph, deployment: Resource): ReadonlySet<string> {
  const found = new Set<string>();
  const open = properties.flatMap((property) => deployment.propertyDependencies[property] ?? []);
  for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
    if (found.has(urn)) continue;
    found.add(urn);
    const source = resourceAt(graph, urn);
    if (source !== undefined && isForeign(source)) open.push(...source.dependencies);
  }
  return found;
}

const isForeign = ({ type }: Resource) => !type.startsWith("aws:");

function triggersOf(graph: Graph, deployment: Resource): readonly Trigger[] {
  const contents = new Set(followedBy(graph, deployment).flatMap((one) => contentOf(one) ?? []));
  const sources = [...sourcesOf(graph, deployment)].flatMap((urn) => resourceAt(graph, urn) ?? []);
  // A value that a resource of another package computes, such as a random one with keepers, may follow anything.
  const computed = sources.some(isForeign);
  return properties.flatMap((property) =>
    (known(readKeys(deployment, property)) ?? []).map((name): Trigger => {
      const read = readString(deployment, keyPath(property, name));
      const value = read.kind === "unknown" ? undefined : (known(read) ?? "");
      const kind = value === undefined ? "hash" : triggerKind(graph, value, contents);
      return { name, value, kind: kind === "fixed" && computed ? "hash" : kind };
    }),
  );
}

/** Whether the triggers depend on an integration, or on what its uri depends on. */
const dependsOn = (sources: ReadonlySet<string>, integration: Resource): boolean =>
  sources.has(registeredUrn(integration.urn)) ||
  (integration.propertyDependencies["uri"] ?? []).some((urn) => sources.has(urn));

const idsOf = (resource: Resource) =>
  ["id", "arn", "uri", "connectionId", "integrationTarget"].flatMap(
    (property) => known(readString(resource, property)) ?? [],
  );

/** Integrations that no trigger follows. */
function unfollowed(graph: Graph, deployment: Resource, triggers: readonly Trigger[], all: readonly Resource[]) {
  const sources = sourcesOf(graph, deployment);
  const shows = textsIn(triggers.filter(({ kind }) => kind !== "hash").flatMap(({ value }) => value ?? []));
  const hasHash = triggers.some(({ kind, value }) => kind === "hash" && value !== undefined);
  // What another trigger shows need not be in a hash.
  const hashed = new Set([...sources].filter((urn) => !idsOf(resourceAt(graph, urn) ?? deployment).some(shows)));
  // A hash that depends on nothing is one of plain data of the program.
  if (hasHash && hashed.size === 0) return [];
  return all.filter((one) => {
    const content = contentOf(one);
    const isShown = (sources.size === 0 || dependsOn(sources, one)) && content !== undefined && shows(content);
    return !isShown && !(hasHash && dependsOn(hashed, one));
  });
}

function judgeTriggers(graph: Graph, deployment: Resource, triggers: readonly Trigger[]): readonly Finding[] {
  const { name } = deployment;
  const integrations = followedBy(graph, deployment);
  if (triggers.every(({ kind }) => kind === "fixed")) {
    const names = triggers.map((trigger) => trigger.name).join(", ");
    const wrong = `the triggers of deployment ${name} are constants, names or ids (${names}), so changes of the API never reach its stage`;
    return [violation(deployment, wrong)];
  }
  const missing = unfollowed(graph, deployment, triggers, integrations);
  const isOpen = triggers.some(({ value }) => value === undefined);
  if (isOpen && (missing.length > 0 || integrations.length === 0)) {
    return [undetermined(deployment, `the triggers of deployment ${name}, which are not known yet`)];
  }
  if (missing.length === 0) return [];
  const names = missing.map(labelOf).join(", ");
  // A hash that depends on no integration may contain plain data of the program.
  return missing.length === integrations.length && triggers.some(({ kind }) => kind === "hash")
    ? [undetermined(deployment, `whether the triggers of deployment ${name} contain the content of ${names}`)]
    : [violation(deployment, `the triggers of deployment ${name} do not depend on ${names}`)];
}

function judge(graph: Graph, deployment: Resource): readonly Finding[] {
  if (properties.some((property) => readKeys(deployment, property).kind === "unknown")) {
    return [undetermined(deployment, `the triggers of deployment ${deployment.name}, which are not known yet`)];
  }
  const triggers = triggersOf(graph, deployment);
  if (triggers.length > 0) return judgeTriggers(graph, deployment, triggers);
  return [
    violation(deployment, `deployment ${deployment.name} has no triggers; changes of the API never reach its stage`),
  ];
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
    "Set triggers to the uri of each integration, or to a hash of the content of the methods and integrations or of the body.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
  tags: ["wiring", "rest-api"],
  kinds: ["restDeployment"],
  none: "the stack has no REST API deployment",
  judge,
});
