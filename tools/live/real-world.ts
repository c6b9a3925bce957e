import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { awsCli } from "./aws-cli";
import type { JournalState } from "./journal";
import type { Ran, Received, Sent, World } from "./world";

/** Longer than the longest integration timeout. */
const timeoutMilliseconds = 35_000;

async function send({ url, method = "GET", headers = {} }: Sent): Promise<Received> {
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  } catch (error) {
    return { status: 0, headers: {}, body: error instanceof Error ? error.message : String(error) };
  }
}

/** Real AWS, the real CLI and real requests. @param folder - of the run, for the state of its stacks */
export function realWorld(folder: string, { region, passphrase }: JournalState): World {
  const state = join(folder, "state");
  mkdirSync(state, { recursive: true });
  const env = {
    ...process.env,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_SKIP_UPDATE_CHECK: "1",
  };
  const running = new Set<ChildProcess>();
  const pulumi = (cwd: string, args: readonly string[]): Promise<Ran> =>
    new Promise((resolve, reject) => {
      // In a process group of its own, so that Ctrl-C reaches it only through `interrupt`.
      const child = spawn("pulumi", [...args, "--non-interactive"], {
        cwd,
        env,
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
      });
      running.add(child);
      let output = "";
      const keep = (text: Buffer) => (output += text.toString());
      child.stdout.on("data", keep);
      child.stderr.on("data", keep);
      child.on("error", (error) => reject(new Error(`cannot run the Pulumi CLI: ${error.message}`)));
      child.on("close", (code) => {
        running.delete(child);
        resolve({ code: code ?? -1, output });
      });
    });
  return {
    pulumi,
    interrupt: () => {
      for (const child of running) child.kill("SIGINT");
    },
    aws: awsCli(region),
    send,
    now: Date.now,
    sleep: async (seconds) => {
      await wait(seconds * 1000);
    },
  };
}
