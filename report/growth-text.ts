import type { PreviewResult } from "./result";

function fits(more: number, meanwhile: string): string {
  if (more === 0) return `No more services fit${meanwhile}.`;
  return `${more} more ${more === 1 ? "service fits" : "services fit"}, in the present proportions${meanwhile === "" ? "" : `,${meanwhile}`}.`;
}

/** How many more services fit, and what stops the next one. Each would be in both topologies of a stack that has two. */
export function growthText({ growth, standby }: Pick<PreviewResult, "growth" | "standby">): string {
  const { more, atLeast, stoppedBy } = growth;
  const meanwhile = standby === undefined ? "" : " while both topologies exist";
  if (stoppedBy !== undefined) return `${fits(more, meanwhile)} The next one is refused: ${stoppedBy}.`;
  return atLeast && more > 0
    ? `At least ${more} more services fit.`
    : "The stack runs no services of its own, so growth cannot be estimated.";
}
