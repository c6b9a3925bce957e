import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Processes from /proc, for Linux without `ps`. Zombies are omitted. */
function ofProc(): readonly Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // The name in brackets may contain spaces, so the fields are read after the closing bracket.
        const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8")
          .replace(/^.*\) /s, "")
          .split(" ");
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        return state === "Z" ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
      } catch {
        return [];
      }
    });
}

function ofPs(): readonly Process[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (command === undefined || state?.startsWith("Z") === true) return [];
    return [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

const running = (): readonly Process[] => (existsSync("/proc/self/stat") ? ofProc() : ofPs());

/** All child processes of a process, at any depth. */
export function descendantsOf(pid: number): readonly Process[] {
  const all = running();
  const below = (parent: number): readonly Process[] =>
    all.filter((child) => child.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
}

/** Waits until processes have ended. @returns the commands of those that still run after the timeout */
export async function leftOf(processes: readonly Process[], timeoutSeconds: number): Promise<readonly string[]> {
  const left = () =>
    running().filter(({ pid, command }) => processes.some((other) => other.pid === pid && other.command === command));
  for (let waited = 0; waited < timeoutSeconds * 10 && left().length > 0; waited++) await wait(100);
  return left().map(({ command }) => command);
}
