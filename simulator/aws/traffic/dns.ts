import type { AwsAccount } from "../account";
import { dnsName } from "../certificates";
import type { Existing } from "../existing";
import { value } from "../existing";
import type { Answered } from "./outcome";
import { answer } from "./outcome";

const recordType = "aws:route53/record:Record";

interface Alias {
  readonly name?: string;
}

/** Name of a record. The provider writes a name below the hosted zone in full. */
const nameOf = (record: Existing) => dnsName(value(record, "fqdn") || value(record, "name"));

/** Where a record points: the target of an alias, or a CNAME. */
function targetOf({ inputs }: Existing): string {
  const [alias] = (inputs["aliases"] ?? []) as readonly Alias[];
  const [first] = (inputs["records"] ?? []) as readonly unknown[];
  return dnsName(alias?.name ?? (typeof first === "string" ? first : ""));
}

/**
 * Why a client does not find the domain name of API Gateway under a host; undefined if it does. The stack has the DNS of a
 * host if it has a record of this name or of one below it, as the record that validates its certificate is. Otherwise the
 * DNS is kept elsewhere, and the operator has made a record that points to the target.
 *
 * An alias record AAAA of a target without IPv6 addresses answers nothing, and clients use the record A:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 *
 * @param target - where records of the host must point
 */
export function unresolved(account: AwsAccount, host: string, target: string): Answered | undefined {
  const name = dnsName(host);
  const below = account.of(recordType).filter((record) => `.${nameOf(record)}`.endsWith(`.${name}`));
  const records = below.filter((record) => nameOf(record) === name && ["A", "AAAA", "CNAME"].includes(typeOf(record)));
  if (below.length === 0) return undefined;
  const ipv4 = records.some((record) => typeOf(record) !== "AAAA");
  if (!ipv4) return answer(0, "DNS", host, "the host has no address record");
  const wrong = records.find((record) => targetOf(record) !== dnsName(target));
  return wrong && answer(0, "DNS", wrong, `the record points to ${targetOf(wrong)}, not to ${target}`);
}

const typeOf = (record: Existing) => value(record, "type");
