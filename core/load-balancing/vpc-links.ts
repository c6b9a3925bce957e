import type { BalancerNode, LinkNode } from "../plan";
import type { ServiceSettings, Settings } from "../settings/settings";
import type { ExistingService } from "./load-balancing";
import { existingNode } from "./load-balancing";

/** VPC links, and the name of the link of each service. */
export interface Links {
  readonly links: readonly LinkNode[];
  readonly linkOf: ReadonlyMap<string, string>;
}

/** One VPC link V2 for each VPC that has services. HTTP and REST APIs use the same links. */
export function linkPerVpc(settings: Settings): Links {
  const used = settings.vpcs.filter(({ name }) => settings.services.some(({ vpc }) => vpc === name));
  return {
    links: used.map(({ name }) => ({ version: 2, name, vpc: name })),
    linkOf: new Map(settings.services.map(({ name, vpc }) => [name, vpc])),
  };
}

/**
 * One VPC link V1 for each NLB of the stack, with the name of the NLB. AWS allows one V1 link per NLB and one NLB per
 * V1 link.
 *
 * @param nlbOf - name of the NLB of each service
 */
export function linkPerNlb(balancers: readonly BalancerNode[], nlbOf: ReadonlyMap<string, string>): Links {
  const nlbs = balancers.filter(({ kind, type }) => kind === "own" && type === "nlb");
  return { links: nlbs.map(({ name }) => ({ version: 1, name, balancer: name })), linkOf: nlbOf };
}

/** One VPC link V1 for each existing NLB, regardless of its number of listeners. */
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

/** Joins the links of different services. */
export const joinLinks = (...all: readonly Links[]): Links => ({
  links: all.flatMap(({ links }) => links),
  linkOf: new Map(all.flatMap(({ linkOf }) => [...linkOf])),
});

/** Notes about `balancer` and `group` keys that an option ignores, each with all services that it is about. */
export function ignoredPreferences(
  services: readonly ServiceSettings[],
  reason: string,
  applies: (preference: { readonly key: "balancer" | "group"; readonly value: string }) => boolean,
): string[] {
  const ignoring = new Map<string, string[]>();
  for (const { name, balancer, group } of services) {
    const preferences = [
      { key: "balancer", value: balancer, text: `balancer: ${balancer}` },
      { key: "group", value: group, text: "group" },
    ] as const;
    for (const { key, value, text } of preferences)
      if (value !== undefined && !applies({ key, value })) ignoring.set(text, [...(ignoring.get(text) ?? []), name]);
  }
  return [...ignoring].map(([text, names]) => `${names.join(", ")}: ignoring \`${text}\`; ${reason}`);
}
