import type * as pulumi from "@pulumi/pulumi";
import type { Provider } from "@pulumi/pulumi/provider";
import { main } from "@pulumi/pulumi/provider/server";
import { componentToken, packageSchema } from "../core/package-schema";
import type { PrivateIntegrationsArgs } from "./arguments";
import type { Outputs } from "./output-types";
import { PrivateIntegrations } from "./private-integrations";

/** All outputs by name, also those that only some stacks have: without one of them, nothing compiles. */
type Complete = { readonly [Name in keyof Required<Outputs>]: Outputs[Name] };

/** Outputs of a component that the plugin returns. */
export function outputsIn(component: PrivateIntegrations): Outputs {
  const outputs: Complete = {
    url: component.url,
    domainTarget: component.domainTarget,
    option: component.option,
    api: component.api,
    standby: component.standby,
    vpcs: component.vpcs,
    services: component.services,
    loadBalancers: component.loadBalancers,
    endpoints: component.endpoints,
    vpcLinks: component.vpcLinks,
    routes: component.routes,
    apiKeyIds: component.apiKeyIds,
    headroom: component.headroom,
    quotaUsage: component.quotaUsage,
    account: component.account,
  };
  return Object.fromEntries(Object.entries(outputs).filter(([, output]) => output !== undefined)) as unknown as Outputs;
}

/** @throws Error for a type that the package does not have; pulumi.RunError with all problems of the arguments */
function construct(name: string, type: string, inputs: pulumi.Inputs, options: pulumi.ComponentResourceOptions) {
  if (type !== componentToken) throw new Error(`the package has no resource ${type}; allowed: ${componentToken}`);
  // The component validates its arguments itself, whatever they are.
  const component = new PrivateIntegrations(name, inputs as unknown as PrivateIntegrationsArgs, options);
  return { urn: component.urn, state: { ...outputsIn(component) } };
}

/**
 * Serves the component to programs in any language. The SDK's own host cannot: it reads the arguments from the types of
 * the source, with a compiler that does not understand types that follow from a schema.
 *
 * @param version - version of the package
 */
export function servePlugin(version: string): Promise<void> {
  const provider: Provider = {
    version,
    getSchema: () => Promise.resolve(JSON.stringify(packageSchema(version))),
    construct: (...request) => Promise.resolve(construct(...request)),
  };
  return main(provider, process.argv.slice(2));
}
