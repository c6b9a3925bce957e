import { rules } from "../policies/rules";

const escape = (text: string) => text.replaceAll("|", "\\|");

/** Every rule of the policy pack as a Markdown table, from the code. */
export function rulesTable(): string {
  const rows = rules.map(
    ({ id, description, severity, enforcement, url }) =>
      `| [\`${id}\`](${url}) | ${enforcement} | ${severity} | ${escape(description)} |`,
  );
  return ["| rule | level | severity | what must be so |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
