import { newlyIssued } from "./certificate-states";
import type { Account, Existing } from "./existing";
import { value } from "./existing";
import { mappingsOf } from "./mappings";

/** Types whose calls may let ACM issue a certificate. */
const issuing = ["aws:acm/certificate:Certificate", "aws:route53/record:Record"];

/** Other resources as they are after a create or update: ACM issues a certificate when its last record appears. */
export const changedWith = (account: Account, { type }: Existing): readonly Existing[] =>
  issuing.includes(type) ? newlyIssued(account) : [];

/**
 * Other resources that AWS deletes with one: API Gateway deletes a domain name with its mappings.
 * Source: https://github.com/aws/chalice/issues/1918
 */
export function deletedWith(account: Account, deleted: Existing): readonly Existing[] {
  if (!deleted.type.endsWith("/domainName:DomainName")) return [];
  const name = value(deleted, "domainName").toLowerCase();
  return mappingsOf(account).flatMap(({ resource, domainName }) => (domainName === name ? [resource] : []));
}
