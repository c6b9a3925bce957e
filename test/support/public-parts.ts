import { runStack } from "./run";
import { service } from "./scenario";

/** Two services: requests to `/orders/health` and to `shop` need nothing. */
const services = [
  service("orders", "sales", { publicPaths: ["/orders/health"] }),
  service("shop", "sales", { public: true }),
];

/** Runs stack `dev` under option 1 with these services and keys, with simulated ids. */
export const withPublicParts = (keys: Record<string, unknown> = {}) =>
  runStack("dev", "apply", { option: 1, services, ...keys });
