import { execFile } from "node:child_process";
import type { AwsAnswer, Values } from "./world";

/** `An error occurred (NotFoundException) when calling the GetApi operation: Invalid API identifier` */
const errorForm = /An error occurred \(([^)]+)\) when calling the \S+ operation(?: \([^)]*\))?: ([\s\S]*)/;

/** Reads what the `aws` CLI printed. @throws Error if it could not call AWS */
export function answerOf(code: number, stdout: string, stderr: string): AwsAnswer {
  if (code === 0) return { ok: true, value: stdout.trim() === "" ? {} : (JSON.parse(stdout) as Values) };
  const [, error, message] = errorForm.exec(stderr) ?? [];
  if (error === undefined || message === undefined) throw new Error(`the aws CLI failed: ${stderr.trim()}`);
  return { ok: false, code: error, message: message.trim() };
}

/** Calls AWS by the `aws` CLI, version 2. @throws Error if there is no such command, or it has no credentials */
export const awsCli =
  (region: string) =>
  (service: string, operation: string, parameters: Values = {}): Promise<AwsAnswer> => {
    const args = [service, operation, "--region", region, "--output", "json", "--no-cli-pager"];
    const input = ["--cli-input-json", JSON.stringify(parameters)];
    const options = { maxBuffer: 64 * 1024 * 1024, timeout: 120_000 };
    return new Promise((resolve, reject) => {
      execFile("aws", [...args, ...input], options, (error, stdout, stderr) => {
        if (error !== null && typeof error.code === "string") {
          reject(new Error(`cannot run the aws CLI: ${error.message}`));
          return;
        }
        try {
          resolve(answerOf(error === null ? 0 : 1, stdout, stderr));
        } catch (failed) {
          reject(failed instanceof Error ? failed : new Error(String(failed)));
        }
      });
    });
  };
