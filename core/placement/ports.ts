import { hash } from "../naming";
import type { Pins } from "../settings/settings";
import type { SlotRequest, Slots } from "./slots";
import { assignSlots } from "./slots";

/** Ports that hashes choose from. REST integrations accept 1024-65535; pins may use the other ports. */
const hashedPorts = { first: 10_000, count: 50_000 };

/** Owner of a listener port on a shared NLB. */
export interface PortOwner {
  readonly name: string;
  /** Service or service group whose pins apply. */
  readonly pinnedBy: string;
  readonly pins: Pins;
  /** The pin that its listener has: one for plain text, and one for TLS. */
  readonly pin: "port" | "tlsPort";
}

const hashedPort = (text: string) => hashedPorts.first + (hash(text) % hashedPorts.count);

/** No name of an owner has a blank, so that no other owner has this hash for its name. */
const salted = { port: (name: string) => name, tlsPort: (name: string) => `${name} tls` } as const;

const claim = ({ name, pinnedBy, pins }: PortOwner, pin: PortOwner["pin"]): SlotRequest => ({
  name,
  pinnedBy,
  pinned: pins[pin],
  hashed: hashedPort(salted[pin](name)),
});

/**
 * Chooses the listener ports of one shared NLB, by owner. Ports for plain text stay reserved beside those for TLS,
 * because a stack that turns TLS on or off has both kinds of listeners during the update.
 */
export function placePorts(balancer: string, owners: readonly PortOwner[]): Slots {
  const [plain, tls] = (["port", "tlsPort"] as const).map((pin) => owners.filter((owner) => owner.pin === pin));
  const inPlainText = owners.map((owner) => claim(owner, "port"));
  const reserved = new Map(inPlainText.map((request) => [request.pinned ?? request.hashed, request]));
  const kind = { balancer, suits: () => true };
  const ports = assignSlots(
    (plain ?? []).map((owner) => claim(owner, "port")),
    { ...kind, key: "port", reserved: new Map() },
  );
  const tlsPorts = assignSlots(
    (tls ?? []).map((owner) => claim(owner, "tlsPort")),
    { ...kind, key: "tlsPort", reserved },
  );
  return {
    slots: new Map([...ports.slots, ...tlsPorts.slots]),
    problems: [...ports.problems, ...tlsPorts.problems],
  };
}
