import { existsSync, readFileSync } from "node:fs";
import type { NoResult, PreviewResult } from "../report/result";

/** Reads a file that `preview --json` printed. */
export async function readResultFile(file: string): Promise<{ readonly preview: PreviewResult } | NoResult> {
  if (!existsSync(file)) return { mistake: `there is no file ${file}` };
  const { readPreview } = await import("../report/result");
  const result = readPreview(readFileSync(file, "utf8"));
  return "preview" in result ? result : { ...result, mistake: `${file}: ${result.mistake}` };
}

/** By what two results are compared. */
export async function diffBasis() {
  const { replacing } = await import("../simulator/aws/replacement");
  const { defaultTraffic: traffic } = await import("./traffic");
  return { replacing, traffic };
}
