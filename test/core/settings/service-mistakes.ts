import type { Mistake } from "./fixtures";
import { oneVpc, orders, withOrders } from "./fixtures";
import { article, articleServices, service } from "../../support/scenario";

/** What can be wrong with a service. */
export const serviceMistakes: Mistake[] = [
  [
    "a name that AWS keeps for itself",
    withOrders(service("internal", "sales")),
    /got "internal"; allowed: anything but internal and sg/,
  ],
  [
    "a name that begins like a security group's id",
    withOrders(service("sg-1", "sales")),
    /got "sg-1"; allowed: anything but internal and sg/,
  ],
  [
    "a service in an unknown VPC",
    orders({ vpc: "salse" }),
    /^services\[0\]\.vpc \(orders\): got "salse"; allowed: sales, supply$/,
  ],
  [
    "two services of one name",
    withOrders(service("orders", "sales", { path: "/o2" })),
    /^services: two services are named orders$/,
  ],
  ["a name with capitals", withOrders(service("Billing", "sales")), /got "Billing"; allowed: lower-case letters/],
  [
    "no service left on the API",
    article({ services: [service("orders", "sales", { retired: true })] }),
    /^services: all are retired; an API needs a route to deploy$/,
  ],
  ["a name too long", withOrders(service("a-name-of-21-letters-", "sales")), /allowed: lower-case/],
  [
    "a name of 21 characters",
    withOrders(service("abcdefghijklmnopqrstu", "sales")),
    /got "abcdefghijklmnopqrstu"; allowed: at most 20 characters/,
  ],
  [
    "a VPC name of 16 characters",
    oneVpc({ name: "abcdefghijklmnop" }),
    /got "abcdefghijklmnop"; allowed: at most 15 characters/,
  ],
  [
    "a service without an image",
    article({ services: [...articleServices.slice(1), { name: "orders", vpc: "sales" }] }),
    /^services\[3\]\.image \(orders\): is missing/,
  ],
  [
    "memory that Fargate does not offer",
    orders({ memoryMiB: 4096 }),
    /^services\[0\]\.memoryMiB \(orders\): got 4096; Fargate offers with cpu 256: 512, 1024, 2048$/,
  ],
  [
    "a CPU size that Fargate does not offer",
    orders({ cpu: 300 }),
    /^services\[0\]\.cpu \(orders\): got 300; allowed: 256, 512, 1024, 2048, 4096, 8192, 16384$/,
  ],
  [
    "autoscaling bounds in the wrong order",
    orders({ autoscaling: { minCount: 4, maxCount: 2 } }),
    /minCount 4 is above maxCount 2/,
  ],
  [
    "a desired count outside the bounds",
    orders({ desiredCount: 9, autoscaling: { minCount: 2, maxCount: 4 } }),
    /desiredCount 9 lies outside 2 to 4/,
  ],
  [
    "a check slower than its interval",
    orders({ healthCheck: { intervalSeconds: 5, timeoutSeconds: 5 } }),
    /got 5; allowed: less than intervalSeconds \(5\)/,
  ],
  [
    "two services on one path",
    orders({ path: "/customers" }),
    /^services\[1\]\.path \(customers\): \/customers belongs to orders already$/,
  ],
  ["paths that are equal once normalised", orders({ path: "/customers/" }), /\/customers belongs to orders already/],
  ["a path with a wildcard", orders({ path: "/o*" }), /got "\/o\*"; allowed: `\/` or up to 8 segments/],
  ["a path that API Gateway keeps for itself", orders({ path: "/ping" }), /\/ping never reaches the service/],
];
