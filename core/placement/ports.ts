import { hash } from "../naming";
import type { Pins } from "../settings/settings";
import type { Slots } from "./slots";
import { assignSlots } from "./slots";

/** Ports that hashes choose from. REST integrations accept 1024-65535; pins may use the other ports. */
const hashedPorts = { first: 10_000, count: 50_000 };

/** Owner of a listener port on a shared NLB. */
export interface PortOwner {
  readonly name: string;
  /** Service or service group whose pins apply. */
  readonly pinnedBy: string;
  readonly pins: Pins;
}

/** Chooses the listener ports of one shared NLB, by owner. */
export function placePorts(balancer: string, owners: readonly PortOwner[]): Slots {
  const claims = owners.map(({ name, pinnedBy, pins }) => ({
    name,
    pinnedBy,
    pinned: pins.port,
    hashed: hashedPorts.first + (hash(name) % hashedPorts.count),
  }));
  return assignSlots(claims, { key: "port", balancer, suits: () => true });
}
