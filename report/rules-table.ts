import { rules } from "../policies/rules";
import { markdownTable } from "./table";

/** Every rule of the policy pack as a Markdown table, from the code. */
export const rulesTable = (): string =>
  markdownTable({
    head: ["rule", "level", "severity", "what must be so"],
    rows: rules.map(({ id, description, severity, enforcement, url }) => [
      `[\`${id}\`](${url})`,
      enforcement,
      severity,
      description,
    ]),
  });
