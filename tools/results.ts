import { existsSync, readFileSync } from "node:fs";
import type { NoResult, PreviewResult } from "../report/result";

/** Reads a file that `preview --json` printed. */
export async function readResultFile(file: string): Promise<{ readonly preview: PreviewResult } | NoResult> {
  if (!existsSync(file)) return { mistake: `there is no file ${file}` };
  const { readPreview } = await import("../report/result");
  const result = readPreview(readFileSync(file, "utf8"));
  return "preview" in result ? result : { ...result, mistake: `${file}: ${result.mistake}` };
}

/** Inputs that the provider cannot change on an existing resource. */
export const replacingInputs = async () => (await import("../simulator/aws/replacement")).replacing;
