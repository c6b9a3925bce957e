import type { Assumption } from "./assumption";
import { groups } from "./assumptions";

/** A `|` would end the cell. */
const cell = (text: string) => text.replaceAll(/\\?\|/g, "\\|");

const settledBy = (assumption: Assumption) =>
  "step" in assumption ? `\`${assumption.step}\`` : `none: ${assumption.unsettled}`;

const row = (assumption: Assumption) => {
  const { id, says, ifWrong, file, source } = assumption;
  const cells = [`\`${id}\``, says, ifWrong, `\`${file}\`, [source](${source})`, settledBy(assumption)];
  return `| ${cells.map(cell).join(" | ")} |`;
};

/** The assumptions in Markdown, for `docs/assumptions.md`. The package has the page, but not the files of the code. */
export const assumptionsTable = (): string =>
  groups
    .map(({ title, assumptions }) =>
      [
        `## ${title}`,
        "",
        "| id | assumption | if it is wrong | where | settled by |",
        "| --- | --- | --- | --- | --- |",
        ...assumptions.map(row),
      ].join("\n"),
    )
    .join("\n\n");
