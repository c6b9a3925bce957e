import { existsSync, readFileSync } from "node:fs";
import type { Base } from "../report/preview-comment";
import type { PreviewResult } from "../report/result";

/** Reads a file that `preview --json` printed. */
export async function readResultFile(file: string): Promise<Base> {
  if (!existsSync(file)) return { mistake: `there is no file ${file}` };
  const { readPreview } = await import("../report/result");
  const result = readPreview(readFileSync(file, "utf8"));
  return "preview" in result ? result : { ...result, mistake: `${file}: ${result.mistake}` };
}

/** The verdict on a stack, in a word. */
export const verdictOf = ({ accepted }: PreviewResult) => (accepted === false ? "refused" : "accepted");

/** Inputs that the provider cannot change on an existing resource. */
export const replacingInputs = async () => (await import("../simulator/aws/replacement")).replacing;
