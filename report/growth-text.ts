import type { PreviewResult } from "./result";

function fits(more: number): string {
  if (more === 0) return "No more services fit.";
  return `${more} more ${more === 1 ? "service fits" : "services fit"}, in the present proportions.`;
}

/** How many more services fit, and what stops the next one. */
export function growthText({ more, atLeast, stoppedBy }: PreviewResult["growth"]): string {
  if (stoppedBy !== undefined) return `${fits(more)} The next one is refused: ${stoppedBy}.`;
  return atLeast && more > 0
    ? `At least ${more} more services fit.`
    : "The stack runs no services of its own, so growth cannot be estimated.";
}
