import { countPerDomain } from "../mapping-counting";
import { quotaRule } from "../quota-rule";

export const mappingsPerDomainQuota = quotaRule({
  id: "mappings-per-domain-quota",
  displayName: "Mappings with several levels per domain name",
  quota: "apigateway.mappingsPerDomain",
  remediation: "Use mapping keys without a slash, or another domain name.",
  count: countPerDomain,
});
