import { apiKinds, domainKinds } from "./domains";
import { isKind, ofKind } from "./graph";
import type { Graph } from "./graph";
import { labelOf } from "./label";
import { endpointTypeOf } from "./protocol";
import { candidates } from "./references";
import type { Resource } from "./resource";
import { isSet, known, readElements, readString, readUpper } from "./value";

/** Where a record points. */
type Pointing =
  | { readonly kind: "here" }
  | { readonly kind: "elsewhere"; readonly at: string }
  | { readonly kind: "unknown"; readonly needs: string };

const plain = (name: string) => name.toLowerCase().replace(/\.$/, "");

/** Names that the DNS records of a domain name should have as their target; empty before it exists. */
const targetsOf = (domain: Resource): readonly string[] =>
  ["domainNameConfiguration.targetDomainName", "regionalDomainName", "cloudfrontDomainName"].flatMap((path) => {
    const target = known(readString(domain, path));
    return target === undefined || target === "" ? [] : [plain(target)];
  });

/** How a record is related to a name. `maybe`: its zone is not in the stack, so its full name is not known. */
function relation(graph: Graph, record: Resource, domain: Resource, host: string): "exact" | "maybe" | "none" {
  if (!/^(A|AAAA|CNAME)$/.test(known(readUpper(record, "type")) ?? "")) return "none";
  const [zone] = candidates(graph, record, "zoneId", "hostedZone");
  // A private hosted zone may give the same name another address inside its VPCs.
  if (zone !== undefined && isSet(zone, "vpcs")) return "none";
  const name = readString(record, "name");
  if (name.kind === "unknown") {
    return candidates(graph, record, "name", ...domainKinds).some(({ urn }) => urn === domain.urn) ? "exact" : "none";
  }
  const stated = plain(known(name) ?? "");
  if (stated === host) return "exact";
  const zoneName = zone && known(readString(zone, "name"));
  // Route 53 records may leave out the name of their zone.
  if (zoneName !== undefined) return `${stated}.${plain(zoneName)}` === host ? "exact" : "none";
  return host.startsWith(`${stated}.`) ? "maybe" : "none";
}

/** Property of a record that has its target. */
type Target = "aliases" | "records";

const addressOfAws = /\.execute-api\.[\w-]+\.amazonaws\.com(\.cn)?$|\.elb\.([\w-]+\.)?amazonaws\.com(\.cn)?$|^[\d.]+$/;

/** Where a target is by the resources that it depends on; undefined if they do not show it. */
function byResource(graph: Graph, record: Resource, domain: Resource, property: Target): Pointing | undefined {
  const domains = candidates(graph, record, property, ...domainKinds);
  if (domains.some(({ urn }) => urn === domain.urn)) return { kind: "here" };
  const [other] = [...domains, ...candidates(graph, record, property, "loadBalancer", ...apiKinds)];
  return other && { kind: "elsewhere", at: labelOf(other) };
}

/** Where a known target is. Other names may have records of their own, and CloudFront may forward to the domain name. */
function byName(domain: Resource, target: string): Pointing | undefined {
  const targets = targetsOf(domain);
  if (targets.includes(plain(target))) return { kind: "here" };
  return targets.length > 0 && addressOfAws.test(plain(target)) ? { kind: "elsewhere", at: target } : undefined;
}

function pointingOf(graph: Graph, record: Resource, domain: Resource): Pointing {
  const property: Target = isSet(record, "aliases") ? "aliases" : "records";
  const [first] = known(readElements(record, property)) ?? [];
  const target = known(readString(record, property === "aliases" ? `${first ?? property}.name` : (first ?? property)));
  const needs = `whether record ${record.name} points to ${labelOf(domain)}`;
  const named = target === undefined ? undefined : byName(domain, target);
  const found = byResource(graph, record, domain, property);
  // A resource of the stack says more than its address.
  if (named?.kind === "elsewhere" && found?.kind === "elsewhere") return found;
  return named ?? found ?? { kind: "unknown", needs };
}

/** What the records of a stack say about the address of a domain name. */
export type Address =
  | { readonly kind: "here" }
  | { readonly kind: "elsewhere"; readonly wrong: string }
  | { readonly kind: "unknown"; readonly needs: string }
  /** The stack has no record for the name, or none for clients without IPv6. */
  | { readonly kind: "none"; readonly missing: "DNS record" | "A record" };

/**
 * Where the DNS records of the stack for a domain name point. Records with a routing policy share a name, so one of them
 * is enough. The records of a private domain name point to VPC endpoints.
 */
export function addressOf(graph: Graph, domain: Resource): Address {
  const host = known(readString(domain, "domainName"));
  if (host === undefined || (isKind(domain, "restDomainName") && endpointTypeOf(domain) === "PRIVATE")) {
    return { kind: "none", missing: "DNS record" };
  }
  const records = ofKind(graph, "record").flatMap((record) => {
    const related = relation(graph, record, domain, plain(host));
    return related === "none" ? [] : [{ record, related, pointing: pointingOf(graph, record, domain) }];
  });
  const isHere = records.some(({ pointing }) => pointing.kind === "here");
  const exact = records.filter(({ related }) => related === "exact");
  const wrong = exact.find(
    ({ record, pointing }) => pointing.kind === "elsewhere" && !(isHere && isSet(record, "setIdentifier")),
  );
  const open = exact.find(({ pointing }) => pointing.kind === "unknown");
  if (wrong?.pointing.kind === "elsewhere" && (open === undefined || !isSet(wrong.record, "setIdentifier"))) {
    const where = `record ${wrong.record.name} points to ${wrong.pointing.at} instead of ${labelOf(domain)}`;
    return { kind: "elsewhere", wrong: where };
  }
  const isOnlyIpv6 = isHere && exact.every(({ record }) => known(readUpper(record, "type")) === "AAAA");
  if (isHere && !isOnlyIpv6) return { kind: "here" };
  if (open?.pointing.kind === "unknown") return open.pointing;
  return { kind: "none", missing: isOnlyIpv6 ? "A record" : "DNS record" };
}
