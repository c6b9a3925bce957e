import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { projectDirectory } from "../support/run";
import { copyProject } from "../support/workspace";
import { benchColdUp } from "./cold-up";
import type { Captured } from "./child";
import type { Measured } from "./measure";
import { median, medianOf, runMeasured, say, writeBenchStack } from "./measure";
import { installRelease, release } from "./release";
import { benchRequests } from "./requests";

/** Number of services, and number of runs of each of the three programs. */
const sizes = [
  [4, 5],
  [100, 3],
  [300, 3],
  [1000, 1],
] as const;

/** Further commands, measured at 300 services. */
const tools = [["compare"], ["place", "--json"], ["report"]] as const;

const lean = ["--stack-trace-limit=0", "--require", "./tools/start.cjs"];
const tsx = ["--stack-trace-limit=0", "--import", "tsx"];

/** Directories with a copy of this version and of the last release. */
interface Versions {
  readonly product: string;
  readonly before: string;
}

interface Pair {
  readonly product: Measured;
  readonly release: Measured;
}
interface Round extends Pair {
  readonly bare: Measured;
}

const text = ({ seconds, cpuSeconds, peakMiB }: Measured) =>
  `${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of CPU, ${peakMiB.toFixed(0)} MiB`;

const ratios = (pairs: readonly (readonly [Measured, Measured])[]) =>
  (["seconds", "cpuSeconds", "peakMiB"] as const)
    .map((key) => median(pairs.map(([one, other]) => one[key] / other[key])).toFixed(2))
    .join(", ");

/** Runs a tool once in this version and once in the last release. */
async function runBoth({ product, before }: Versions, args: readonly string[]): Promise<Pair> {
  return {
    product: await runMeasured(product, [...lean, ...args]),
    release: await runMeasured(before, [...tsx, ...args]),
  };
}

/** @returns CPU seconds per resource */
async function benchPreview(versions: Versions, root: string, services: number, count: number): Promise<number> {
  const stack = `bench${services}`;
  const captured = join(root, `${stack}.json`);
  const child = (kind: string) => [...lean, join("test", "bench", "child.ts"), kind, String(services), captured];
  const { output } = await runMeasured(projectDirectory, child("capture"));
  const { resources, policySeconds } = JSON.parse(output) as Captured;
  const rounds: Round[] = [];
  for (let round = 0; round < count; round++) {
    const bare = await runMeasured(projectDirectory, child("bare"));
    rounds.push({ bare, ...(await runBoth(versions, ["tools/preview.ts", "--stack", stack, "--pass", "preview"])) });
  }
  const now = medianOf(rounds.map(({ product }) => product));
  say(`${String(services).padStart(5)} services, ${resources} resources: ${text(now)}`);
  say(`      policies ${policySeconds.toFixed(2)} s, ${((policySeconds / now.seconds) * 100).toFixed(0)} % of it`);
  say(`      ${ratios(rounds.map(({ product, release: other }) => [product, other]))} of ${release}`);
  say(`      ${ratios(rounds.map(({ product, bare }) => [product, bare]))} of the bare program`);
  return now.cpuSeconds / resources;
}

async function main(root: string): Promise<void> {
  const product = join(root, "product");
  mkdirSync(product);
  copyProject(product);
  const versions = { product, before: installRelease(root) };
  for (const directory of Object.values(versions)) {
    for (const [services] of sizes) writeBenchStack({ directory }, `bench${services}`, services);
  }
  const load = loadavg()[0]?.toFixed(1) ?? "?";
  say(`Whole commands, median of interleaved runs. Node ${process.version}, ${cpus().length} cores, load ${load}.`);
  say(`Ratios are of time, CPU time and peak memory. Offline preview:`);
  const perResource: number[] = [];
  for (const [services, count] of sizes) perResource.push(await benchPreview(versions, root, services, count));
  const [, , threeHundred = 1, thousand = 1] = perResource;
  say(`CPU time per resource at 1,000 services: ${(thousand / threeHundred).toFixed(2)} times that at 300`);
  for (const [name, ...flags] of tools) {
    const pair = await runBoth(versions, [`tools/${name}.ts`, "--stack", "bench300", ...flags]);
    say(`${name} at 300 services: ${text(pair.product)}; ${ratios([[pair.product, pair.release]])} of ${release}`);
  }
  await benchRequests();
  await benchColdUp(
    { directory: product, nodeArguments: lean },
    { directory: versions.before, nodeArguments: tsx, name: release },
  );
}

const root = mkdtempSync(join(tmpdir(), "bench-"));
void main(root).finally(() => rmSync(root, { recursive: true, force: true }));
