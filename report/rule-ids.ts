import { rules } from "../policies/rules";

/** Source text of `policies/rule-ids.ts`: the ids of all policies, which the settings check without loading the policies. */
export function ruleIdsSource(): string {
  const ids = rules
    .map(({ id }) => `  ${JSON.stringify(id)},\n`)
    .sort()
    .join("");
  return `/** Ids of all policies, sorted; \`npm run docs\` writes this file. */\nexport const ruleIds: readonly string[] = [\n${ids}];\n`;
}
