import { accessLogFields } from "../core/access-log";
import { markdownTable } from "./table";

const coded = (variable: string | undefined) => (variable === undefined ? "-" : `\`$context.${variable}\``);

/** The fields of access logs as a Markdown table, with the variable of each kind of API. */
export const accessLogTable = (): string =>
  markdownTable({
    head: ["field", "HTTP API (option 1)", "REST API (options 2 to 5)"],
    rows: accessLogFields.map(([name, http, rest]) => [`\`${name}\``, coded(http), coded(rest)]),
  });
