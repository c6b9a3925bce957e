import type { LiveStack } from "./live-stack";
import type { Values, World } from "./world";

/** What the operator gave, and what is derived from it. */
export interface Given {
  readonly runId: string;
  readonly region: string;
  /** Ids of two zones in which everything works. */
  readonly zones: readonly string[];
  readonly domain?: string;
  readonly hostedZone?: { readonly id: string; readonly name: string };
  /** Name of an endpoint service that waits for acceptance. */
  readonly endpointService?: string;
}

/** What a scene needs that not everyone has: the flags that give it. */
export type Need = "domain" | "endpointService";

/** What a step saw of an assumption. */
export interface Finding {
  /** Id of the assumption. */
  readonly assumption: string;
  /** `measured`: a number or a text without right or wrong. `not seen`: what decides it did not happen. */
  readonly outcome: "holds" | "does not hold" | "measured" | "not seen";
  /** What was seen, in one sentence. */
  readonly seen: string;
}

/** Where a step runs: the stack of its scene, as the scene has deployed it. */
export interface Place {
  readonly world: World;
  readonly given: Given;
  readonly stack: LiveStack;
  /** What the update that deployed the scene printed. */
  readonly deployed: string;
}

/** Settles assumptions on the stack of a scene. If it edits the stack, the runner puts it back before the next step. */
export interface Step {
  readonly id: string;
  /** What it does, for people. */
  readonly title: string;
  /** With what it takes to put the stack back. */
  readonly minutes: number;
  readonly check: (place: Place) => Promise<readonly Finding[]>;
}

/** A small stack, and the steps that run on it. */
export interface Scene {
  readonly id: string;
  readonly title: string;
  readonly needs: readonly Need[];
  /** Keys of the stack, without the namespace. */
  readonly keys: (given: Given) => Values;
  /** Minutes of the first update, and of the destruction. */
  readonly upMinutes: number;
  readonly downMinutes: number;
  readonly steps: readonly Step[];
}

/** A finding that an assumption holds or not. */
export const judged = (assumption: string, holds: boolean, seen: string): Finding => ({
  assumption,
  outcome: holds ? "holds" : "does not hold",
  seen,
});

/** A finding about a number or text. */
export const measured = (assumption: string, seen: string): Finding => ({ assumption, outcome: "measured", seen });

/** A finding that nothing decided. */
export const notSeen = (assumption: string, seen: string): Finding => ({ assumption, outcome: "not seen", seen });
