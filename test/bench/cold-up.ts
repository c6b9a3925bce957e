import type { Option } from "../../core/settings/settings";
import { runMeasured, say } from "./measure";
import { forcedSeconds } from "./forced-chains";
import type { Scheduled } from "./longest-chain";
import { longestChain, secondsOfChain } from "./longest-chain";

const options: readonly Option[] = [1, 2, 3, 4, 5];

/** A version of the program, with the arguments of Node that its tools need. */
interface Version {
  readonly directory: string;
  readonly nodeArguments: readonly string[];
}

async function resourcesOf({ directory, nodeArguments }: Version, option: Option): Promise<readonly Scheduled[]> {
  const flags = ["--stack", "dev", "--option", String(option), "--pass", "apply", "--json"];
  const { output } = await runMeasured(directory, [...nodeArguments, "tools/preview.ts", ...flags]);
  return (JSON.parse(output) as { readonly resources: readonly Scheduled[] }).resources;
}

/**
 * Prints how long a first update takes if AWS creates each resource in the seconds of `durations.ts`: what AWS forces, this
 * version with the resources that it waits for, and an earlier version.
 */
export async function benchColdUp(product: Version, before: Version & { readonly name: string }): Promise<void> {
  say("First pulumi up of stack dev, computed from the durations of test/bench/durations.ts.");
  say(`It ends when the tasks are healthy; that of ${before.name} ended before.`);
  for (const option of options) {
    const resources = await resourcesOf(product, option);
    const chain = longestChain(resources);
    const [now, forced] = [secondsOfChain(chain), forcedSeconds(option)];
    const earlier = secondsOfChain(longestChain(await resourcesOf(before, option)));
    say(
      `  option ${option}: ${now} s, ${(now / forced).toFixed(2)} times the ${forced} s that AWS forces; ${before.name}: ${earlier} s`,
    );
    for (const { start, seconds, type, name } of chain)
      say(`    ${String(start).padStart(4)} + ${String(seconds).padStart(3)}  ${type.split(":").at(-1)} ${name}`);
  }
}
