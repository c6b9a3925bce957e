import { stripVTControlCharacters } from "node:util";
import type { Assessment } from "../core/compare/assessment";
import { compare } from "../core/compare/compare";
import { fixedCost } from "../core/cost";
import { formatProblems } from "../core/problem";
import { configTable } from "../report/config-table";
import { optionsTable } from "../report/options-table";
import { permissionsTable } from "../report/permissions";
import { quotasTable } from "../report/quotas-table";
import { rulesTable } from "../report/rules-table";
import { projectDirectory } from "./command";
import type { Io } from "./command";
import { readStack } from "./program";
import { defaultTraffic } from "./traffic";

/** The stack that the documents show: the AWS article's four services. */
const stack = "dev";
const silent: Io = { output: () => undefined, error: () => undefined };

async function decided() {
  const { configuration, decision } = await readStack({ directory: projectDirectory, stack }, silent);
  if ("problems" in decision) throw new Error(formatProblems(decision.problems));
  return { configuration, plan: decision.plan };
}

async function assessed(): Promise<readonly Assessment[]> {
  const { values, region } = (await decided()).configuration;
  const compared = compare(values, region, defaultTraffic);
  if ("problems" in compared) throw new Error(formatProblems(compared.problems));
  return compared.assessed;
}

/** What the fixed cost consists of: `4 Application Load Balancers, ...`. */
async function price(): Promise<string> {
  const { usdPerMonth, lines, pricesReadOn } = fixedCost((await decided()).plan);
  const parts = lines.map(({ name, count, usdPerMonth: usd }) => `${count} × ${name} ${usd.toFixed(2)}`);
  return `**${usdPerMonth.toFixed(2)} USD per month** before tasks, requests and data (${parts.join(", ")}; list prices of us-east-1, ${pricesReadOn})`;
}

/** The output of `npm run preview` for the stack that the documents show. */
async function previewOutput(): Promise<string> {
  const lines: string[] = [];
  const io = { ...silent, output: (text: string) => void lines.push(stripVTControlCharacters(text)) };
  const { main } = await import("./preview");
  await main(["--stack", stack], io);
  return `\`\`\`text\n${lines.join("\n").trimEnd()}\n\`\`\``;
}

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
  { file: "docs/operating.md", name: "permissions", content: permissionsTable },
  { file: "policies/README.md", name: "rules", content: rulesTable },
];
