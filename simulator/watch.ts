import { RunError } from "@pulumi/pulumi";
import type { Registry } from "./registry";
import { pendingPromises } from "./sdk/pending";

const ticks = 5;
const shown = 5;

/** Resources whose registration is pending, in the order in which the program created them. */
function pendingResources(): string[] {
  const contexts = [...pendingPromises()].map(({ _debugCtx }) => _debugCtx ?? "");
  return contexts.flatMap((context) => {
    const [, name, type] = /^resource:(.*)\[([^\]]*)\]$/.exec(context) ?? [];
    return name === undefined || type === undefined ? [] : [`${name} (${type})`];
  });
}

/** Inputs that are pending promises of the program: `lb.subnets`. */
function pendingInputs(): string[] {
  const contexts = [...pendingPromises()].map(({ _debugCtx }) => _debugCtx ?? "");
  return contexts.flatMap((context) => {
    const [, name, path] =
      /^serializeProperty\.await\((?:Promise<)*resource:(.*)\[[^\]]*:[^\]]*\]\.([^>]*)>*\)$/.exec(context) ?? [];
    return name === undefined || path === undefined ? [] : [`${name}.${path}`];
  });
}

function describeStuck(registered: number): string {
  const resources = pendingResources();
  const more = resources.length > shown ? ` and ${resources.length - shown} more` : "";
  const inputs = pendingInputs();
  const what =
    resources.length === 0
      ? "no resource is pending, so the promise is the program's own"
      : `pending resources: ${resources.slice(0, shown).join(", ")}${more}`;
  const pending = inputs.length === 0 ? "" : `; pending inputs: ${inputs.slice(0, shown).join(", ")}`;
  return `the program waits for a promise that never settles (${what}${pending}); ${registered} resources were registered`;
}

/**
 * Ends a run whose promises never settle. In the real engine such a program would end silently or hang.
 *
 * @param idleSeconds - a run that registers no resource for this long is stuck
 * @param hasFailed - whether an error has ended a part of the program, so that what waits for it never settles
 * @returns `stuck`, which rejects with a RunError that names the pending resources and inputs, or settles if an error
 *   explains them, and `stop`
 */
export function watch(
  registry: Registry,
  idleSeconds: number,
  hasFailed: () => boolean,
): { readonly stuck: Promise<void>; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<void>((resolve, reject) => {
    let [seen, quiet] = [-1, 0];
    // Several ticks, since a program that keeps the processor busy delays a timer but is not stuck.
    timer = setInterval(
      () => {
        quiet = registry.resources.size === seen ? quiet + 1 : 0;
        seen = registry.resources.size;
        if (quiet < (hasFailed() ? 1 : ticks)) return;
        // A RunError is printed without its stack, which would only show this timer.
        const error = new RunError(describeStuck(seen));
        // Otherwise the SDK reports the promises again when the process ends, with exit code 1.
        pendingPromises().clear();
        if (hasFailed()) resolve();
        else reject(error);
      },
      (idleSeconds * 1000) / ticks,
    );
  });
  return { stuck, stop: () => clearInterval(timer) };
}
