import type { Mistake } from "./fixtures";
import { oneVpc, orders, withOrders } from "./fixtures";
import { article, articleServices, service } from "../../support/scenario";

/** Mistakes in a service. */
export const serviceMistakes: Mistake[] = [
  [
    "a name that AWS reserves",
    withOrders(service("internal", "sales")),
    /got "internal"; allowed: any name except internal, sg/,
  ],
  [
    "a name that begins like a security group id",
    withOrders(service("sg-1", "sales")),
    /got "sg-1"; allowed: any name except internal, sg/,
  ],
  [
    "a service in an unknown VPC",
    orders({ vpc: "salse" }),
    /^services\[0\]\.vpc \(orders\): got "salse"; allowed: sales, supply$/,
  ],
  [
    "two services with the same name",
    withOrders(service("orders", "sales", { path: "/o2" })),
    /^services\[4\]\.name \(orders\): two services are named orders$/,
  ],
  ["a name with capitals", withOrders(service("Billing", "sales")), /got "Billing"; allowed: lower-case letters/],
  [
    "a list of retired services only",
    article({ services: [service("orders", "sales", { retired: true })] }),
    /^services: all services are retired; an API needs at least one route to be deployed$/,
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
    /^services\[0\]\.memoryMiB \(orders\): got 4096; allowed with cpu 256: 512, 1024, 2048$/,
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
    /desiredCount 9 is outside minCount 2 to maxCount 4/,
  ],
  [
    "a health check timeout as long as its interval",
    orders({ healthCheck: { intervalSeconds: 5, timeoutSeconds: 5 } }),
    /got 5; allowed: less than intervalSeconds \(5\)/,
  ],
  [
    "two services with the same path",
    orders({ path: "/customers" }),
    /^services\[1\]\.path \(customers\): got \/customers; orders already uses this path$/,
  ],
  [
    "paths that differ in a trailing slash only",
    orders({ path: "/customers/" }),
    /got \/customers; orders already uses this path/,
  ],
  ["a path with a wildcard", orders({ path: "/o*" }), /got "\/o\*"; allowed: `\/` or up to 8 segments/],
  [
    "a path that API Gateway reserves",
    orders({ path: "/ping" }),
    /got \/ping; requests to this path never reach the service/,
  ],
];
