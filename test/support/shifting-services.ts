import type { Entry } from "./scenario";
import { service } from "./scenario";

/** A service with a load balancer of its own, two that share one, and one behind an NLB, where the option lets them. */
export function shiftingServices(deployment: object | undefined): readonly Entry[] {
  const shifted = deployment === undefined ? {} : { deployment };
  return [
    service("orders", "sales", shifted),
    service("customers", "sales", { ...shifted, group: "web" }),
    service("returns", "sales", { group: "web" }),
    service("stock", "supply", { ...shifted, balancer: "nlb" }),
  ];
}
