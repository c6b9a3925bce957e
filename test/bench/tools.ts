import { compare } from "../../core/compare/compare";
import { decide } from "../../core/decide";
import { graphOf } from "../../policies/graph/graph";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { judge } from "../../policies/evaluate";
import { rules } from "../../policies/rules";
import { diagramOf } from "../../report/diagram/model";
import { svg } from "../../report/diagram/svg";
import { runProgram } from "../../simulator/run";
import { projectDirectory } from "../support/run";
import { median, say } from "./measure";
import { benchStack } from "./stack";

const services = 300;
const rounds = 3;
const config = benchStack(services);

/** Seconds that some work takes. */
async function timed(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** What `npm run preview` does, without its text. */
async function preview(): Promise<void> {
  const { resources } = await runProgram({
    directory: projectDirectory,
    stack: "dev",
    pass: "apply",
    overrides: config,
  });
  const graph = graphOf(fromSnapshot(resources));
  for (const rule of rules) judge(rule, graph, {});
}

function comparison(): void {
  compare(config, "us-east-1", { requestsPerMonth: 1_000_000, averageKilobytes: 10 });
}

function drawing(): void {
  const decision = decide(config, "us-east-1");
  if ("problems" in decision) throw new Error("the measured stack is refused");
  svg(diagramOf(decision.plan));
}

async function main(): Promise<void> {
  const shares: { readonly compare: number; readonly report: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const [previewed, compared, drawn] = [await timed(preview), await timed(comparison), await timed(drawing)];
    shares.push({ compare: compared / previewed, report: (previewed + compared + drawn) / previewed });
  }
  const [compared, reported] = [median(shares.map((one) => one.compare)), median(shares.map((one) => one.report))];
  say(
    `Tools at ${services} services, median of ${rounds}: compare ${compared.toFixed(2)}, report ${reported.toFixed(2)} times an offline preview`,
  );
}

void main();
