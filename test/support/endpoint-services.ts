import type { Entry } from "./scenario";

/** Name of an endpoint service of another account. */
export const providerName = "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718";

/** A service in VPC sales that an endpoint service of another account provides at port 8080. */
export const billing = (endpoint: Record<string, unknown> = {}, more: Record<string, unknown> = {}): Entry => ({
  name: "billing",
  vpc: "sales",
  existing: { endpointService: { name: providerName, port: 8080, ...endpoint } },
  ...more,
});
