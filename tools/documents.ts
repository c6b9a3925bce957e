import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { parse } from "yaml";
import type { Assessment } from "../core/compare/assessment";
import { compare } from "../core/compare/compare";
import { fixedCost } from "../core/cost";
import { decide } from "../core/decide";
import { formatProblems } from "../core/problem";
import { accessLogTable } from "../report/access-log-table";
import { alarmsTable } from "../report/alarms-table";
import { configTable } from "../report/config-table";
import { optionsTable } from "../report/options-table";
import { permissionsTable } from "../report/permissions";
import { previewJsonSchema } from "../report/preview-schema";
import { quotasTable } from "../report/quotas-table";
import { ruleIdsSource } from "../report/rule-ids";
import { rulesTable } from "../report/rules-table";
import { stackJsonSchema } from "../report/stack-schema";
import { readUpdateResults } from "../report/update-results";
import { readSwitchTimes, switchTimesTable } from "../report/switch-times";
import { interruptionsTable, notModelled, updatesTable } from "../report/updates-text";
import { usd } from "../report/words";
import { projectDirectory } from "./command";
import { readTemplate, stackFileName, textOf } from "./init/template";
import { assumptionsTable } from "./live/assumptions-table";
import { readStack } from "./program";
import { silent } from "./progress";
import { defaultTraffic } from "./traffic";

/** The stack that the documents show: the AWS article's four services. */
const stack = "dev";

async function assessed(): Promise<readonly Assessment[]> {
  const { configuration } = await readStack({ directory: projectDirectory, stack }, silent);
  const compared = compare(configuration.values, configuration.region, defaultTraffic);
  if ("problems" in compared) throw new Error(formatProblems(compared.problems));
  return compared.assessed;
}

type Config = Readonly<Record<string, unknown>>;

/** Fixed cost of the project that `init` starts, and what it consists of. */
function price(): string {
  const { "aws:region": region, ...values } = (parse(textOf(readTemplate(), stackFileName)) as { config: Config })
    .config;
  const decision = decide(values, String(region), []);
  if ("problems" in decision) throw new Error(formatProblems(decision.problems));
  const { usdPerMonth, lines, pricesOf, pricesReadOn } = fixedCost(decision.plan, decision.settings.region);
  const parts = lines.map(({ name, count, usdPerMonth: month }) => `${count} × ${name} ${usd(month)}`);
  return `**${usd(usdPerMonth)} USD per month**, and requests and data on top (${parts.join(", ")}; list prices of ${pricesOf} of ${pricesReadOn}).`;
}

/** The output of `npm run preview` for the stack that the documents show, without its advice. */
async function previewOutput(): Promise<string> {
  const lines: string[] = [];
  const io = { ...silent, output: (text: string) => void lines.push(stripVTControlCharacters(text)) };
  const { main } = await import("./preview");
  await main(["--stack", stack], io);
  const sections = lines.join("\n").trim().split("\n\n");
  const shown = sections.filter((section) => !section.startsWith("Advice"));
  return `\`\`\`text\n${shown.join("\n\n")}\n\`\`\``;
}

/** What updates did to requests, from the results that `npm run test:traffic -- --all` wrote. */
const updates = () =>
  updatesTable(
    readUpdateResults(readFileSync(join(projectDirectory, "test", "traffic", "lost-requests.json"), "utf8")),
  );

/** How long the steps of a switch take, from the results that `npm run test:switch -- --times` wrote. */
const switchTimes = () =>
  switchTimesTable(
    readSwitchTimes(readFileSync(join(projectDirectory, "test", "switch", "step-seconds.json"), "utf8")),
  );

/** A part of a document that `npm run docs` writes. A test compares it, so that it cannot drift. */
export interface GeneratedPart {
  readonly file: string;
  readonly name: string;
  readonly content: () => string | Promise<string>;
}

export const generatedParts: readonly GeneratedPart[] = [
  { file: "README.md", name: "preview", content: previewOutput },
  { file: "README.md", name: "options", content: async () => optionsTable(await assessed()) },
  { file: "README.md", name: "price", content: price },
  { file: "docs/configuration.md", name: "config", content: configTable },
  { file: "docs/quotas.md", name: "quotas", content: quotasTable },
  { file: "docs/monitoring.md", name: "alarms", content: alarmsTable },
  { file: "docs/operating.md", name: "not-modelled", content: () => notModelled },
  { file: "docs/operating.md", name: "permissions", content: permissionsTable },
  { file: "docs/operating.md", name: "updates", content: updates },
  { file: "docs/operating.md", name: "interruptions", content: interruptionsTable },
  { file: "docs/switching.md", name: "not-modelled", content: () => notModelled },
  { file: "docs/switching.md", name: "switch-times", content: switchTimes },
  { file: "docs/deployments.md", name: "not-modelled", content: () => notModelled },
  { file: "docs/day-two/README.md", name: "not-modelled", content: () => notModelled },
  { file: "docs/tls.md", name: "not-modelled", content: () => notModelled },
  { file: "docs/domain.md", name: "not-modelled", content: () => notModelled },
  { file: "docs/access.md", name: "not-modelled", content: () => notModelled },
  { file: "docs/access.md", name: "access-log-fields", content: accessLogTable },
  { file: "docs/assumptions.md", name: "assumptions", content: assumptionsTable },
  { file: "policies/README.md", name: "rules", content: rulesTable },
];

/** A file that `npm run docs` writes and a test compares. */
export interface GeneratedFile {
  readonly file: string;
  readonly content: () => string;
}

export const generatedFiles: readonly GeneratedFile[] = [
  { file: "policies/rule-ids.ts", content: ruleIdsSource },
  { file: "docs/preview.schema.json", content: previewJsonSchema },
  { file: "docs/stack.schema.json", content: stackJsonSchema },
];
