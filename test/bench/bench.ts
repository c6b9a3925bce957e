import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, say } from "./measure";

interface Measured {
  readonly seconds: number;
  /** The whole policy pack on what was registered, in the same process. */
  readonly policySeconds: number;
  readonly peakMiB: number;
  readonly resources: number;
  readonly managed: number;
}

const sizes = [4, 100, 300];
const rounds = 5;

/** One run in a process of its own, with the stack-trace limit of the real program. */
function measure(kind: "product" | "bare" | "capture", services: number, file: string): Measured {
  const args = ["--stack-trace-limit=0", "--import", "tsx", join(__dirname, "child.ts"), kind, String(services), file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    cwd: join(__dirname, "..", ".."),
  });
  if (status !== 0 || stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as Measured;
}

function compare(services: number, directory: string): { readonly perResource: number; readonly perVerdict: number } {
  const file = join(directory, `${services}.json`);
  const captured = measure("capture", services, file);
  const pairs = Array.from({ length: rounds }, () => ({
    product: measure("product", services, file),
    bare: measure("bare", services, file),
  }));
  if (pairs.some(({ bare }) => bare.managed !== captured.managed))
    throw new Error("the bare program registers other resources");
  const seconds = median(pairs.map(({ product }) => product.seconds));
  const ratio = median(pairs.map(({ product, bare }) => product.seconds / bare.seconds));
  const peakMiB = median(pairs.map(({ product }) => product.peakMiB));
  const perResource = seconds / captured.resources;
  say(
    `${String(services).padStart(4)} services: ${captured.resources} resources, ${seconds.toFixed(2)} s, ${peakMiB} MiB, ${(perResource * 1000).toFixed(2)} ms per resource, ${ratio.toFixed(2)} times the bare program`,
  );
  const share = median(pairs.map(({ product }) => product.policySeconds / product.seconds));
  const policySeconds = median(pairs.map(({ product }) => product.policySeconds));
  say(
    `     policy pack: ${(policySeconds * 1000).toFixed(0)} ms, ${(share * 100).toFixed(1)} % of the offline preview`,
  );
  return { perResource, perVerdict: policySeconds / captured.resources };
}

const directory = mkdtempSync(join(tmpdir(), "bench-"));
say(`Offline preview (apply pass), median of ${rounds} interleaved runs, Node ${process.version}`);
const [, hundred, threeHundred] = sizes.map((services) => compare(services, directory));
if (hundred !== undefined && threeHundred !== undefined) {
  say(
    `Time per resource at 300 services: ${(threeHundred.perResource / hundred.perResource).toFixed(2)} times that at 100; of the policy pack ${(threeHundred.perVerdict / hundred.perVerdict).toFixed(2)} times`,
  );
}
