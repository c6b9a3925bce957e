import { RunError } from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import type { Registry } from "./registry";

/** A promise as the SDK marks it, so that it can say at exit what was left open. */
type Marked = Promise<unknown> & { readonly _debugCtx?: string };

/** The SDK's typings leave it out. Source: @pulumi/pulumi/runtime/debuggable */
const { getStore } = state as unknown as { getStore: () => { readonly leakCandidates: Set<Marked> } };

const ticks = 5;
const shown = 5;

/** Resources whose registration waits, in the order in which the program made them. */
function waiting(): string[] {
  const contexts = [...getStore().leakCandidates].map(({ _debugCtx }) => _debugCtx ?? "");
  return contexts.flatMap((context) => {
    const [, name, type] = /^resource:(.*)\[([^\]]*)\]$/.exec(context) ?? [];
    return name === undefined || type === undefined ? [] : [`${name} (${type})`];
  });
}

/** Inputs that are promises the program made itself: `lb.subnets`. */
function openInputs(): string[] {
  const contexts = [...getStore().leakCandidates].map(({ _debugCtx }) => _debugCtx ?? "");
  return contexts.flatMap((context) => {
    const [, name, path] =
      /^serializeProperty\.await\((?:Promise<)*resource:(.*)\[[^\]]*:[^\]]*\]\.([^>]*)>*\)$/.exec(context) ?? [];
    return name === undefined || path === undefined ? [] : [`${name}.${path}`];
  });
}

function describeStuck(registered: number): string {
  const resources = waiting();
  const more = resources.length > shown ? ` and ${resources.length - shown} more` : "";
  const inputs = openInputs();
  const what =
    resources.length === 0
      ? "no resource waits, so it is the program's own"
      : `waiting: ${resources.slice(0, shown).join(", ")}${more}`;
  const open = inputs.length === 0 ? "" : `; open inputs: ${inputs.slice(0, shown).join(", ")}`;
  return `the program waits for a promise that never settles (${what}${open}); ${registered} resources were registered`;
}

/**
 * Ends a run whose promises never settle: a program of the real engine would end silently or hang.
 *
 * @param idleSeconds - how long a run may register nothing before it counts as stuck
 * @returns `stuck`, which rejects with a RunError that names what waits, and `stop`
 */
export function watch(
  registry: Registry,
  idleSeconds: number,
): { readonly stuck: Promise<never>; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    let [seen, quiet] = [-1, 0];
    // Several ticks: a program that keeps the processor busy delays all of them to one, and is not stuck.
    timer = setInterval(
      () => {
        quiet = registry.resources.size === seen ? quiet + 1 : 0;
        seen = registry.resources.size;
        if (quiet < ticks) return;
        // A RunError is shown without its stack, which would only name this timer.
        const error = new RunError(describeStuck(seen));
        // Else the SDK reports them once more when the process ends, and turns its exit code to 1.
        getStore().leakCandidates.clear();
        reject(error);
      },
      (idleSeconds * 1000) / ticks,
    );
  });
  return { stuck, stop: () => clearInterval(timer) };
}
