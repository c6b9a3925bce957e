import { covers } from "../graph/certificates";
import { domainKinds, zoneIdOf } from "../graph/domains";
import { ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Kind } from "../graph/kinds";
import { labelOf } from "../graph/label";
import { candidates } from "../graph/references";
import type { Resource } from "../graph/resource";
import { isSet, known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** Property with the target of a record: an alias, or the values of a CNAME. */
const targets = ["aliases", "records"];

const targetsOf = (graph: Graph, record: Resource, ...kinds: readonly Kind[]) =>
  targets.flatMap((property) => candidates(graph, record, property, ...kinds));

/** Requests for part of a name may still go elsewhere, for example while a name moves. */
const isWeighted = (record: Resource) => isSet(record, "setIdentifier");

/** Whether requests for a name of the record may be for the domain name. A record may state its name without the zone. */
function meets(record: string, domain: string): boolean {
  const name = record.replace(/\.$/, "").toLowerCase();
  return name === "" || covers(name, domain) || covers(domain, name) || domain.toLowerCase().startsWith(`${name}.`);
}

/** The record has the target of a domain name of the stack. */
function judgeAlias(record: Resource, domain: Resource): string | undefined {
  const [name, served] = [known(readString(record, "name")), known(readString(domain, "domainName"))];
  if (name !== undefined && served !== undefined && !meets(name, served))
    return `${labelOf(record)} is for ${name}, but its target is that of ${labelOf(domain)} for ${served}`;
  const [zone, own] = [known(readString(record, "aliases[0].zoneId")), zoneIdOf(domain)];
  return zone !== undefined && own !== undefined && zone !== own
    ? `${labelOf(record)} has zone ${zone} as that of its target, but ${labelOf(domain)} is in zone ${own}`
    : undefined;
}

/** The record has another target of the stack, although its name is that of a domain name. */
function judgeElsewhere(graph: Graph, record: Resource): string | undefined {
  const name = known(readString(record, "name"))?.replace(/\.$/, "").toLowerCase();
  const [balancer] = targetsOf(graph, record, "loadBalancer");
  if (name === undefined || balancer === undefined || isWeighted(record)) return undefined;
  const domain = domainKinds
    .flatMap((kind) => ofKind(graph, kind))
    .find((one) => known(readString(one, "domainName"))?.toLowerCase() === name);
  return domain === undefined
    ? undefined
    : `${labelOf(record)} is for ${name}, the name of ${labelOf(domain)}, but its target is ${labelOf(balancer)}`;
}

/** Records whose target is outside the stack, such as a distribution before the API, are right by themselves. */
export const aliasRecordNamesItsDomain = resourceRule({
  id: "alias-record-names-its-domain",
  displayName: "Records have the target of their domain",
  description: "A record for a custom domain name has the target and the hosted zone of this domain name.",
  severity: "critical",
  remediation:
    "Set name to that of the domain name, and the alias to its target: targetDomainName and hostedZoneId, or regionalDomainName and regionalZoneId.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-regional-api-custom-domain-create.html",
  tags: ["wiring", "http-api", "rest-api"],
  kinds: ["record"],
  about: (graph, record) => targetsOf(graph, record, ...domainKinds, "loadBalancer").length > 0,
  none: "the stack has no record for a domain name or load balancer",
  judge: (graph, record) => {
    const [domain, ...others] = targetsOf(graph, record, ...domainKinds);
    if (others.length > 0) return [];
    const wrong = domain === undefined ? judgeElsewhere(graph, record) : judgeAlias(record, domain);
    return wrong === undefined ? [] : [violation(record, wrong)];
  },
});
