import type { BalancerNode, LinkNode } from "../plan";
import type { ServiceSettings, Settings } from "../settings/settings";
import type { ExistingService } from "./load-balancing";
import { existingNode } from "./load-balancing";

/** Links with the link that leads to each service. */
export interface Links {
  readonly links: readonly LinkNode[];
  readonly linkOf: ReadonlyMap<string, string>;
}

/** One VPC link V2 for each VPC that has services; options 1 and 5 share it. */
export function linkPerVpc(settings: Settings): Links {
  const used = settings.vpcs.filter(({ name }) => settings.services.some(({ vpc }) => vpc === name));
  return {
    links: used.map(({ name }) => ({ version: 2, name, vpc: name })),
    linkOf: new Map(settings.services.map(({ name, vpc }) => [name, vpc])),
  };
}

/**
 * One VPC link V1 for each NLB of the stack, named like it; AWS lets neither have two of the other.
 *
 * @param nlbOf - NLB that leads to each service
 */
export function linkPerNlb(balancers: readonly BalancerNode[], nlbOf: ReadonlyMap<string, string>): Links {
  const nlbs = balancers.filter(({ kind, type }) => kind === "own" && type === "nlb");
  return { links: nlbs.map(({ name }) => ({ version: 1, name, balancer: name })), linkOf: nlbOf };
}

/** One VPC link V1 for each NLB that exists, whatever the number of its listeners. */
export function linkPerExistingNlb(services: readonly ExistingService[]): Links {
  const nlbs = services.map((service) => ({ service, node: existingNode(service) }));
  const byName = new Map<string, LinkNode>();
  for (const { node } of nlbs) {
    const { name: balancer, balancerName: name } = node;
    if (!byName.has(name)) byName.set(name, { version: 1, name, balancer });
  }
  return {
    links: [...byName.values()],
    linkOf: new Map(nlbs.map(({ service, node }) => [service.name, node.balancerName])),
  };
}

/** Links of different services as one. */
export const joinLinks = (...all: readonly Links[]): Links => ({
  links: all.flatMap(({ links }) => links),
  linkOf: new Map(all.flatMap(({ linkOf }) => [...linkOf])),
});

/** Wishes that an option cannot heed, as notes for the preview. */
export function ignoredPreferences(
  services: readonly ServiceSettings[],
  reason: string,
  heeded: (wish: { readonly key: "balancer" | "group"; readonly value: string }) => boolean,
): string[] {
  return services.flatMap(({ name, balancer, group }) => {
    const wishes = [
      { key: "balancer" as const, value: balancer },
      { key: "group" as const, value: group },
    ];
    return wishes.flatMap(({ key, value }) =>
      value === undefined || heeded({ key, value }) ? [] : [`${name}: ${key} ${value} is passed over: ${reason}`],
    );
  });
}
