import { rules } from "../policies/rules";
import { markdownTable } from "./table";

/** All rules of the policy pack as a Markdown table. */
export const rulesTable = (): string =>
  markdownTable({
    head: ["rule", "level", "severity", "requirement"],
    rows: rules.map(({ id, description, severity, enforcement, url }) => [
      `[\`${id}\`](${url})`,
      enforcement,
      severity,
      description,
    ]),
  });
