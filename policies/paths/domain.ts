import { certificateOfDomain } from "../graph/certificates";
import { addressOf } from "../graph/dns";
import { domainOf } from "../graph/domains";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { known, readString } from "../graph/value";
import { pass } from "./context";
import { nameOn } from "./encryption";
import { assuming, broken, connectedBy, step, withUnknown } from "./trace";
import type { Connection, Trace, TraceContext } from "./trace";

/** What is true of a domain name. */
interface Checked {
  readonly fault?: { readonly wrong: string; readonly fix: string };
  readonly open: readonly string[];
  readonly assumed: readonly string[];
}

/** The certificate of a domain name, without which API Gateway rejects it. */
function certified(
  graph: Graph,
  domain: Resource,
  host: string | undefined,
): Checked & { readonly certificate?: string } {
  if (host === undefined) return { open: [`the name of domain ${domain.name}`], assumed: [] };
  const reference = certificateOfDomain(graph, domain);
  const references = reference.kind === "absent" ? [] : [reference];
  const verdict = nameOn({ references, exact: references.length > 0 }, host, domain);
  switch (verdict.kind) {
    case "yes":
      return { open: [], assumed: [], certificate: verdict.certificate };
    case "no": {
      const wrong = `clients verify the name ${host}, but ${verdict.names}`;
      return { open: [], assumed: [], fault: { wrong, fix: "Use a certificate with the domain name." } };
    }
    case "assumed":
      return { open: [], assumed: [`${verdict.certificate} has the name ${host}`], certificate: verdict.certificate };
    case "unknown":
      return { open: [verdict.needs], assumed: [] };
  }
}

/** The DNS records of a domain name. */
function addressed(graph: Graph, domain: Resource): Checked {
  const address = addressOf(graph, domain);
  const host = known(readString(domain, "domainName")) ?? domain.name;
  switch (address.kind) {
    case "here":
      return { open: [], assumed: [] };
    case "elsewhere":
      return {
        open: [],
        assumed: [],
        fault: {
          wrong: address.wrong,
          fix: `Point the record to the target name of ${labelOf(domain)}, with its hosted zone id.`,
        },
      };
    case "unknown":
      return { open: [address.needs], assumed: [] };
    case "none":
      return {
        open: [],
        assumed: [`the ${address.missing} of ${host}, which is not in the stack, points to ${labelOf(domain)}`],
      };
  }
}

/** A domain name that another stack has. */
const outside = (host: string): Checked => ({
  open: [],
  assumed: [`domain name ${host}, which is not in the stack, has a certificate and DNS records for its name`],
});

/** Passes a domain name, which is in the stack or not. Clients always verify its certificate. */
export function throughDomain(context: TraceContext, mapping: Resource, next: () => Trace): Trace {
  const { graph } = context;
  const domain = domainOf(graph, mapping);
  const host = known(readString(domain ?? mapping, "domainName"));
  const at = domain ?? { ...mapping, name: host ?? `of ${labelOf(mapping)}` };
  const name = domain && certified(graph, domain, host);
  const checks = domain === undefined ? [outside(at.name)] : [name ?? [], addressed(graph, domain)].flat();
  const [fault] = checks.flatMap((check) => check.fault ?? []);
  const trace = pass(context, "domain", at, [], () => {
    if (fault !== undefined) return broken("domain", at, fault.wrong, fault.fix);
    const open = checks.flatMap((check) => check.open.map((needs) => ({ ...step("domain", at), needs })));
    return assuming(withUnknown(next(), ...open), ...checks.flatMap(({ assumed }) => assumed));
  });
  const connection: Connection = {
    encryption: "verified",
    ...(host === undefined ? {} : { verifies: host }),
    ...(name?.certificate === undefined ? {} : { certificate: name.certificate }),
  };
  return connectedBy("domain", connection, trace);
}
