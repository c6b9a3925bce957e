import { countAll } from "../account-counting";
import { quotaRule } from "../quota-rule";

export const apiKeysQuota = quotaRule({
  id: "api-keys-quota",
  displayName: "API keys per Region",
  quota: "apigateway.apiKeys",
  remediation: "Let several clients share a key, or divide the clients among several accounts.",
  count: countAll("API keys", "apiKey"),
});
