import { accessLogFields } from "../core/access-log";
import { markdownTable } from "./table";

/** The fields of access logs as a Markdown table. */
export function accessLogTable(): string {
  const rows = accessLogFields.map(({ name, http, meaning }) => [
    `\`${name}\``,
    `${meaning}${http === undefined ? " (REST APIs only)" : ""}`,
  ]);
  return markdownTable({ head: ["field", "value"], rows });
}
