import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Of Linux, where `ps` may not be installed. A process that has ended and waits for its parent is none. */
function ofProc(): readonly Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // The name in brackets may have spaces, so what follows is counted from its end.
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

/** All processes that a process started, and that those started. */
export function descendantsOf(pid: number): readonly Process[] {
  const all = running();
  const below = (parent: number): readonly Process[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

/** Which of some processes are still there when they have had time to end. */
export async function leftOf(processes: readonly Process[], seconds: number): Promise<readonly string[]> {
  const left = () =>
    running().filter(({ pid, command }) => processes.some((one) => one.pid === pid && one.command === command));
  for (let waited = 0; waited < seconds * 10 && left().length > 0; waited++) await wait(100);
  return left().map(({ command }) => command);
}
