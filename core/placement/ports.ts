import { hash } from "../naming";
import type { PlacementProblem } from "../problem";
import type { Pins } from "../settings/settings";
import type { SlotRequest } from "./slots";
import { assignSlots } from "./slots";

/** Ports that hashes choose from. REST integrations accept 1024-65535; pins may use the other ports. */
const hashedPorts = { first: 10_000, count: 50_000 };

/** Owner of a listener port on a shared NLB. */
export interface PortOwner {
  readonly name: string;
  /** The name that it had first, whose hash is its port. */
  readonly firstName: string;
  /** Service or service group whose pins apply. */
  readonly pinnedBy: string;
  readonly pins: Pins;
  /** The pin that its listener has: one for plain text, one for TLS, and one for TLS to containers that take it too. */
  readonly pin: (typeof portPins)[number];
}

/** Pins of listener ports. The ports of each are reserved beside those of the later ones. */
const portPins = ["port", "tlsPort", "containerTlsPort"] as const;

const hashedPort = (text: string) => hashedPorts.first + (hash(text) % hashedPorts.count);

/** No name of an owner has a blank, so that no other owner has this hash for its name. */
const salts = { port: "", tlsPort: " tls", containerTlsPort: " containerTls" } as const;

const claim = ({ name, firstName, pinnedBy, pins }: PortOwner, pin: PortOwner["pin"]): SlotRequest => ({
  name,
  pinnedBy,
  pinned: pins[pin],
  hashed: hashedPort(`${firstName}${salts[pin]}`),
});

/** Listener ports of one shared NLB, and the conflicts. */
export interface Ports {
  /** The port of an owner; undefined if another one has it. */
  readonly portOf: (owner: PortOwner) => number | undefined;
  readonly problems: readonly PlacementProblem[];
}

/** Ports that owners have without the setting that a pin is for. */
const reservedBeside = (owners: readonly PortOwner[], pin: PortOwner["pin"]) =>
  new Map(
    portPins.slice(0, portPins.indexOf(pin)).flatMap((earlier) =>
      owners.map((owner) => {
        const request = claim(owner, earlier);
        return [request.pinned ?? request.hashed, request] as const;
      }),
    ),
  );

/**
 * Chooses the listener ports of one shared NLB. Ports for plain text stay reserved beside those for TLS, and both beside
 * those of containers that take TLS, because a stack that turns one of them on or off has both kinds of listeners during
 * the update.
 */
export function placePorts(balancer: string, owners: readonly PortOwner[]): Ports {
  const placed = portPins.map((key) => {
    const requests = owners.filter(({ pin }) => pin === key).map((owner) => claim(owner, key));
    const reserved = reservedBeside(owners, key);
    return [key, assignSlots(requests, { balancer, key, reserved, suits: () => true })] as const;
  });
  const slots = new Map(placed.map(([key, { slots: ports }]) => [key, ports]));
  return {
    portOf: ({ pin, name }) => slots.get(pin)?.get(name),
    problems: placed.flatMap(([, { problems }]) => problems),
  };
}
