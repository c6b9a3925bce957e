import type { Given } from "../scene";
import type { Values } from "../world";
import { service, stackKeys } from "./services";

const atOnce = { strategy: "blueGreen", bakeMinutes: 0 };

/** A service behind an NLB whose requests move at once. @param more - further keys */
export const flowService = (more: Values = {}) => service("flow", { balancer: "nlb", deployment: atOnce, ...more });

/** Keys of a REST API in front of it. */
export const flowKeys = (given: Given) => stackKeys(given, 5, [flowService()]);

export const testHeader = { name: "x-live", value: "candidate" };

/** Two services behind one ALB; the first has a strategy. @param more - further keys of the first */
export const sharedServices = (more: Values = {}): readonly Values[] => [
  service("web", { group: "both", deployment: { ...atOnce, bakeMinutes: 2, testHeader }, ...more }),
  service("plain", { group: "both" }),
];

/** Keys of an HTTP API in front of them. */
export const sharedKeys = (given: Given) => stackKeys(given, 1, sharedServices());

/** Keys of services that call each other through Service Connect, one of them behind Cloud Map. */
export const connectKeys = (given: Given) =>
  stackKeys(given, 1, [
    service("web", { reaches: [{ service: "found" }] }),
    service("found", {
      ...{ balancer: "cloudMap", reaches: [{ service: "web" }] },
      healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] },
    }),
  ]);
