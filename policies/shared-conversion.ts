import { createRequire } from "node:module";

/** The SDK's own module that turns the protocol's structs into properties; not part of what it documents. */
const internalModule = "@pulumi/policy/deserialize";

type Convert = (struct: object, proxySecrets: boolean) => object;

/**
 * Makes the SDK convert the properties of a resource once instead of once for each policy. It builds all resources anew
 * for every stack policy, which at 300 services costs many times what all rules together do (`npm run bench`). Rules
 * only read, so they can share. Where a later SDK has no such module, nothing changes but the time.
 */
export function shareConversions(): void {
  let sdk: { deserializeProperties: Convert };
  try {
    sdk = createRequire(__filename)(internalModule) as typeof sdk;
  } catch {
    return;
  }
  const convert = sdk.deserializeProperties;
  const converted = new WeakMap<object, object>();
  sdk.deserializeProperties = (struct, proxySecrets) => {
    // Secrets are proxied for policies of single resources, which may change what they get.
    if (proxySecrets) return convert(struct, proxySecrets);
    const properties = converted.get(struct) ?? convert(struct, proxySecrets);
    converted.set(struct, properties);
    return properties;
  };
}
