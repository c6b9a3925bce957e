import { firstName, hash } from "../naming";
import type { PlacementProblem } from "../problem";
import type { ServiceSettings } from "../settings/settings";
import { strategyOf } from "../strategies";
import type { SlotRequest, Slots } from "./slots";
import { assignSlots } from "./slots";

/** Priority of the rule that answers the health check of a shared ALB; pins start at 10. */
export const healthRulePriority = 1;

/** Priorities of the rules of a dedicated ALB, between whose target groups ECS moves requests. */
export const dedicatedPriorities = { test: 1, production: 2 } as const;

/**
 * Priority of the rule by which requests with a header reach new tasks of a service first: the one before its own, so that
 * rules of deeper paths still come before both.
 *
 * @param priority - that of the service
 */
export const testPriority = (priority: number): number => priority - 1;

/**
 * Widths of the priority ranges by path depth. Deeper paths come first, so that `/a/b` is evaluated before `/a`. Depth
 * one, which most services have, gets the widest range. AWS allows 1 to 50,000.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
 */
const widths = [1900, 18_000, 10_000, 3000, 3000, 3000, 3000, 3000, 3000];
const firstPriority = 2100;

const segments = (path: string) => path.split("/").filter(Boolean);

function rangeOf(depth: number): { first: number; width: number } {
  const deeper = widths.slice(depth + 1).reduce((sum, width) => sum + width, 0);
  return { first: firstPriority + deeper, width: widths[depth] ?? 0 };
}

/** Whether `prefix` matches every request to `path`. */
const covers = (prefix: string, path: string) => prefix === "/" || path === prefix || path.startsWith(`${prefix}/`);

function shadowed(members: readonly ServiceSettings[], slots: ReadonlyMap<string, number>): PlacementProblem[] {
  // A service that got no slot is a problem of its own, and has no priority to compare.
  const placed = members.filter(({ name }) => slots.has(name));
  const priority = ({ name }: ServiceSettings) => slots.get(name) ?? 0;
  return placed.flatMap((service) => {
    const first = placed.find(
      (other) => other !== service && covers(other.path, service.path) && priority(other) < priority(service),
    );
    if (first === undefined) return [];
    const message = `${service.path} (priority ${priority(service)}) is never reached: the rule of ${first.name} (${first.path}, priority ${priority(first)}) matches first`;
    return [
      {
        owner: service.name,
        key: "pins.priority",
        message,
        fix: `pin ${service.name} to a priority below ${priority(first)}, or remove both pins`,
      },
    ];
  });
}

/** Whether no rule has a priority. */
const isFree = (slot: number, ...used: readonly ReadonlyMap<number, SlotRequest>[]) =>
  used.every((slots) => !slots.has(slot));

function claimOf(service: ServiceSettings): SlotRequest {
  const { name, path, pins } = service;
  const { first, width } = rangeOf(segments(path).length);
  return { name, pinnedBy: name, pinned: pins.priority, hashed: first + (hash(firstName(service)) % width) };
}

const hasTestRule = (service: ServiceSettings) => strategyOf(service)?.testHeader !== undefined;

/** Chooses the rule priorities of one shared ALB, by service. */
export function placePriorities(balancer: string, members: readonly ServiceSettings[]): Slots {
  const claims = members.map(claimOf);
  const pathOf = new Map(members.map(({ name, path }) => [name, path]));
  const testing = new Set(members.filter(hasTestRule).map(({ name }) => name));
  const testRules = claims.filter(({ name }) => testing.has(name));
  const reserved = new Map(testRules.map((claim) => [testPriority(claim.pinned ?? claim.hashed), claim]));
  const { slots, problems } = assignSlots(claims, {
    key: "priority",
    balancer,
    reserved,
    // A rule comes before those whose paths cover its own, and after its test rule.
    suits: ({ name }, slot, taken) =>
      [...taken].every(([other, { name: otherName }]) => {
        const [path = "", otherPath = ""] = [pathOf.get(name), pathOf.get(otherName)];
        return !(covers(otherPath, path) && other < slot) && !(covers(path, otherPath) && slot < other);
      }) &&
      (!testing.has(name) || isFree(testPriority(slot), taken, reserved)),
  });
  return { slots, problems: [...problems, ...shadowed(members, slots)] };
}
