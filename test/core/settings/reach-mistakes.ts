import type { Mistake } from "./fixtures";
import { behind, orders } from "./fixtures";
import { article, articleServices, articleVpcs, service } from "../../support/scenario";

const reaching = (...reaches: readonly unknown[]) => orders({ reaches });
/** The article's services, of which customers has more keys and orders calls it. */
const withCustomers = (more: Record<string, unknown>) =>
  article({
    services: articleServices.map((entry) => {
      if (entry.name === "orders") return { ...entry, reaches: [{ service: "customers" }] };
      return entry.name === "customers" ? { ...entry, ...more } : entry;
    }),
  });
const at = String.raw`^services\[0\]\.reaches\[0\]`;

/** Mistakes in what a service reaches. */
export const reachMistakes: Mistake[] = [
  [
    "a call of an unknown service",
    reaching({ service: "costumers" }),
    new RegExp(`${at} \\(orders\\): got "costumers"; allowed: customers, stock, shipping$`),
  ],
  [
    "a call where the stack has no other service",
    article({
      services: [service("orders", "sales", { reaches: [{ service: "stock" }] })],
      vpcs: articleVpcs.slice(0, 1),
    }),
    new RegExp(`${at} \\(orders\\): got "stock"; the stack has no other service$`),
  ],
  [
    "a call of the service itself",
    reaching({ service: "orders" }),
    new RegExp(`${at} \\(orders\\): is the service itself; its containers share localhost$`),
  ],
  [
    "a call of a service in another VPC",
    reaching({ service: "stock" }),
    new RegExp(`${at} \\(orders\\): stock is in VPC supply, this service in sales; calls stay in one VPC$`),
  ],
  [
    "a call of a retired service",
    withCustomers({ retired: true }),
    new RegExp(`${at} \\(orders\\): customers is retired and will be removed$`),
  ],
  [
    "a call of a service behind an existing load balancer",
    behind({}, {}, "legacy", { name: "ledger", vpc: "legacy", image: "nginx:1.29", reaches: [{ service: "billing" }] }),
    /^services\[5\]\.reaches\[0\] \(ledger\): billing runs behind an existing load balancer, so this stack has no tasks of it$/,
  ],
  [
    "the same service twice",
    reaching({ service: "customers" }, { service: "customers" }),
    /^services\[0\]\.reaches\[1\] \(orders\): repeats reaches\[0\]$/,
  ],
  [
    "the same block and port twice",
    reaching(
      { cidr: "10.9.0.0/16", port: 5432 },
      { cidr: "10.9.0.0/16", port: 5433 },
      { cidr: "10.9.0.0/16", port: 5432 },
    ),
    /^services\[0\]\.reaches\[2\] \(orders\): repeats reaches\[0\]$/,
  ],
  [
    "a destination without anything",
    reaching({ port: 80 }),
    new RegExp(`${at} \\(orders\\): .*allowed: exactly one of service, securityGroup, cidr, prefixList$`),
  ],
  [
    "two destinations in one entry",
    reaching({ service: "customers", cidr: "10.9.0.0/16" }),
    new RegExp(`${at} \\(orders\\): .*allowed: exactly one of service, securityGroup, cidr, prefixList$`),
  ],
  [
    "a service with a port",
    reaching({ service: "customers", port: 80 }),
    new RegExp(`${at} \\(orders\\): .*has no port; the port is the containerPort of the service$`),
  ],
  ["a block without a port", reaching({ cidr: "10.9.0.0/16" }), new RegExp(`${at} \\(orders\\): .*needs a port$`)],
  [
    "entries of a block",
    reaching({ cidr: "10.9.0.0/16", port: 80, maxEntries: 3 }),
    new RegExp(`${at} \\(orders\\): .*maxEntries is for a prefixList only$`),
  ],
  [
    "a block with host bits",
    reaching({ cidr: "10.9.0.1/16", port: 80 }),
    new RegExp(`${at}\\.cidr \\(orders\\): .*host bits are set; the block starts at 10.9.0.0/16$`),
  ],
  [
    "a security group that is no id",
    reaching({ securityGroup: "database", port: 5432 }),
    new RegExp(`${at}\\.securityGroup \\(orders\\): got "database"; allowed: an id such as sg-`),
  ],
  [
    "a prefix list that is no id",
    reaching({ prefixList: "pl-1", port: 443 }),
    new RegExp(`${at}\\.prefixList \\(orders\\): got "pl-1"; allowed: an id such as pl-`),
  ],
];
