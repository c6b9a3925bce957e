import { restParentOf } from "../graph/apis";
import { ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

const partOf = (resource: Resource) => known(readString(resource, "pathPart")) ?? "";
/** Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_apigateway.Resource.html, which validates it. */
const accepted = /^(?:[\w.:$-]+|\{[\w.:$-]+\+?\})$/;
/** Key of all variables under a parent; no path part has a space. */
const variable = " ";
const isVariable = (part: string) => part.startsWith("{");

/** The first resource by URN of each path part under a parent, and of all variables: AWS rejects the others. */
const firsts = perGraph((graph) => {
  const byUrn = [...ofKind(graph, "restResource")].sort((a, b) => (a.urn < b.urn ? -1 : 1));
  const first = new Map<string, Resource>();
  for (const resource of byUrn) {
    const parent = referenceKey(restParentOf(graph, resource));
    const part = partOf(resource);
    if (parent === undefined) continue;
    for (const key of [`${parent} ${part}`, ...(isVariable(part) ? [`${parent} ${variable}`] : [])])
      first.set(key, first.get(key) ?? resource);
  }
  return first;
});

/** What is wrong with the place of a resource among others; undefined if nothing is. */
function misplaced(graph: Graph, resource: Resource): string | undefined {
  const part = partOf(resource);
  const parent = restParentOf(graph, resource);
  const above = parent.kind === "resource" ? partOf(parent.resource) : "";
  if (above.endsWith("+}")) return `is below ${above}, which matches all paths below it`;
  const firstOf = (key: string) => firsts(graph).get(`${referenceKey(parent) ?? ""} ${key}`) ?? resource;
  const [twin, rival] = [firstOf(part), isVariable(part) ? firstOf(variable) : resource];
  if (twin !== resource) return `has the same path as ${twin.name}`;
  return rival === resource ? undefined : `is a second variable beside ${partOf(rival)}`;
}

export const restResourcePathAccepted = resourceRule({
  id: "rest-resource-path-accepted",
  displayName: "REST resources have an accepted path",
  description:
    "The path part of a REST resource is one segment or one variable, unique among its siblings and not below a greedy variable.",
  remediation:
    "Give each segment its own aws.apigateway.Resource; use one variable per parent, and nothing below {proxy+}.",
  url: "https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html",
  tags: ["wiring", "rest-api"],
  hop: "route",
  kinds: ["restResource"],
  none: "the stack has no resource of a REST API",
  judge: (graph, resource) => {
    const part = readString(resource, "pathPart");
    if (part.kind !== "known") return [undetermined(resource, `pathPart of ${resource.name}`)];
    const wrong = accepted.test(part.value)
      ? misplaced(graph, resource)
      : "is not one segment of [a-zA-Z0-9._:$-] or one variable";
    return wrong === undefined ? [] : [violation(resource, `path part ${part.value} of ${resource.name} ${wrong}`)];
  },
});
