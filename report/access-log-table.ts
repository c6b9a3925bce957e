import { accessLogFields } from "../core/access-log";
import { markdownTable } from "./table";

const variable = (name: string | undefined) => (name === undefined ? "" : `\`$context.${name}\``);

/** Fields of the access logs with their variables, as a Markdown table. */
export const accessLogTable = (): string =>
  markdownTable({
    head: ["field", "option 1", "options 2 to 5"],
    rows: accessLogFields.map(([name, http, rest]) => [`\`${name}\``, variable(http), variable(rest)]),
  });
