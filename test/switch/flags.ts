import { InvalidArgumentError, Option } from "commander";
import { createCommand, wholeNumber } from "../../tools/command";
import { switchedStacks } from "./stacks";
import { allSchedules } from "../../simulator/schedules/schedule";

/** One of so many shares of all switches. */
export interface Share {
  /** Counted from 1. */
  readonly share: number;
  readonly of: number;
}

/** Flags of `npm run test:switch`. */
export interface Flags {
  readonly all?: boolean;
  /** Pairs of options: `1-4`. */
  readonly pair?: readonly string[];
  readonly stack?: string;
  readonly share: Share;
  readonly schedules: number;
  readonly times?: boolean;
  readonly json?: boolean;
  readonly workers: number;
}

/** So many days until each switch has run. */
const shares = 12;

/** Reads `--share 3/12`. @throws InvalidArgumentError for anything else */
function shareOf(text: string): Share {
  const [, share, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const found = { share: Number(share), of: Number(of) };
  if (share === undefined || found.share < 1 || found.share > found.of)
    throw new InvalidArgumentError(
      `got ${text}; allowed: i/n with i from 1 to n, such as ${shareText({ share: 3, of: shares })}.`,
    );
  return found;
}

const shareText = ({ share, of }: Share) => `${String(share)}/${String(of)}`;

const today = (): Share => ({ share: (Math.floor(Date.now() / 86_400_000) % shares) + 1, of: shares });

export const command = createCommand(
  "test:switch",
  `Switches running stacks with a domain between options in the real engine with simulated AWS: the standby comes and goes, requests move, move back and move again, and the old topology goes. Each update runs once; its calls are then replayed in other orders that their dependencies allow. A request that is lost at the domain is a failure.

Without --all, --pair or --stack, one of ${String(shares)} shares runs, another one each day.`,
)
  .option("--all", "all stacks and pairs")
  .option("--pair <pairs...>", "only these pairs of options, such as 1-4")
  .option("--stack <name>", `only this stack: ${switchedStacks.map(({ name }) => name).join(", ")}`)
  .addOption(
    new Option("--share <i/n>", `run this share instead of today's, such as ${shareText({ share: 3, of: shares })}`)
      .argParser(shareOf)
      .default(today(), shareText(today())),
  )
  .option(
    "--schedules <number>",
    "so many orders of each update, prompt and late first",
    wholeNumber,
    allSchedules.length,
  )
  .option("--times", "print what each step of stack dev takes at AWS instead, and write test/switch/step-seconds.json")
  .option("--workers <number>", "engines at a time", wholeNumber, 2)
  .option("--json", "print the results as JSON");
