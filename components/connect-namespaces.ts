import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { firstName } from "../core/naming";
import type { Plan, ServiceNode } from "../core/plan";
import { calledBy, callWaits, connectRoles } from "../core/service-connect";
import { requestSeconds } from "../core/timeouts";
import { getOrThrow } from "./get-or-throw";
import type { ServiceConnect } from "./service-connect";
import { endpointName } from "./service-connect";

/**
 * Creates a namespace for Service Connect in each VPC whose services call each other.
 *
 * @param networks - network components by VPC, parents of the namespaces
 * @param created - services that exist already; the function that is returned reads it when it is called
 * @returns the part of a service in Service Connect, if it has one
 */
export function serviceConnectOf(
  plan: Plan,
  networks: ReadonlyMap<string, pulumi.Resource>,
  created: ReadonlyMap<string, { readonly ecsService: pulumi.Resource }>,
): (service: ServiceNode) => ServiceConnect | undefined {
  const { services } = plan;
  const firstNames = new Map(services.map((service) => [service.name, firstName(service)]));
  const roles = connectRoles(services);
  const vpcs = new Set(services.filter(({ name }) => roles.has(name)).map(({ vpc }) => vpc));
  const namespaces = new Map(
    [...vpcs].map((vpc) => {
      const namespace = new aws.servicediscovery.HttpNamespace(
        vpc,
        { description: `Service Connect in VPC ${vpc}` },
        { parent: getOrThrow(networks, vpc) },
      );
      return [vpc, namespace.arn];
    }),
  );
  const { awaited } = callWaits(services);
  const secondsOf = requestSeconds(plan);
  return (service) => {
    const role = roles.get(service.name);
    if (role === undefined) return undefined;
    return {
      role,
      namespaceArn: getOrThrow(namespaces, service.vpc),
      servers: (awaited.get(service.name) ?? []).map((name) => getOrThrow(created, name).ecsService),
      endpoints: calledBy(service)
        .map((name) => endpointName(firstNames.get(name) ?? name))
        .sort(),
      requestSeconds: secondsOf(service.name),
    };
  };
}
