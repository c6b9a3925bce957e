import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { linkZones } from "../policies/link-zones";
import type { Io, Main } from "./command";
import { createCommand, projectDirectory, run, start, UsageError, wholeNumber } from "./command";
import { cleanUp } from "./live/clean-up";
import { estimate } from "./live/estimate";
import { estimateText } from "./live/estimate-text";
import { Journal, unfinished } from "./live/journal";
import type { JournalState } from "./live/journal";
import { realWorld } from "./live/real-world";
import type { Report } from "./live/report";
import { isGood, reportSchema } from "./live/report";
import { runLive } from "./live/run";
import type { Given } from "./live/scene";
import { scenes } from "./live/scenes";
import { scheduleOf } from "./live/schedule";
import { select, unknownIds, unsettledIn } from "./live/select";
import { stillTagged, taggedText } from "./live/tagged";
import type { World } from "./live/world";
import { commandLine, packageFolder, readPackage } from "./package";

interface Flags {
  readonly region?: string;
  readonly budgetMinutes?: number;
  readonly atOnce: number;
  readonly only: readonly string[];
  readonly domain?: string;
  readonly hostedZone?: string;
  readonly endpointService?: string;
  readonly yes?: true;
  readonly keepReports?: string;
  readonly resume?: string;
  readonly cleanup?: true;
  readonly json?: true;
}

/** What tests replace. */
export interface Surroundings {
  /** Folder of all runs. */
  readonly root: string;
  readonly worldOf: (folder: string, journal: JournalState) => World;
  /** Calls a function on Ctrl-C or when the process is asked to end. @returns a function that ends this */
  readonly onSignal: (interrupted: () => void) => () => void;
}

const real: Surroundings = {
  root: join(projectDirectory, ".live"),
  worldOf: realWorld,
  onSignal: (interrupted) => {
    const signals = ["SIGINT", "SIGTERM"] as const;
    for (const signal of signals) process.on(signal, interrupted);
    return () => {
      for (const signal of signals) process.off(signal, interrupted);
    };
  },
};

/** Reads `--hosted-zone Z0123456789=example.com`. @throws UsageError */
function hostedZoneOf(text: string): { id: string; name: string } {
  const [, id, name] = /^(Z[A-Z0-9]{4,31})=([a-z0-9.-]+)$/.exec(text) ?? [];
  if (id === undefined || name === undefined)
    throw new UsageError(`--hosted-zone ${text}; allowed: <id>=<name>, for example Z0123456789ABCDEFGHIJ=example.com`);
  return { id, name };
}

function givenBy(flags: Flags, runId: string): Given {
  const { region, domain, hostedZone, endpointService } = flags;
  if (region === undefined) throw new UsageError("name the Region, for example --region us-east-1");
  const zones = linkZones(region)?.slice(0, 2);
  if (zones === undefined)
    throw new UsageError(
      `--region ${region}; allowed: a Region for which AWS lists zones of VPC links V2, for example us-east-1`,
    );
  if ((domain === undefined) !== (hostedZone === undefined))
    throw new UsageError("--domain and --hosted-zone belong together: the records of the domain are made in the zone");
  return {
    runId,
    region,
    zones,
    ...(domain === undefined ? {} : { domain }),
    ...(hostedZone === undefined ? {} : { hostedZone: hostedZoneOf(hostedZone) }),
    ...(endpointService === undefined ? {} : { endpointService }),
  };
}

/** @throws UsageError if the file is no report */
function earlierReport(file: string): Report {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new UsageError(
      `--resume ${file}: ${error instanceof Error ? error.message : String(error)}; name the JSON report of an earlier run`,
    );
  }
}

/** Date and time at which a run begins, as `261127-132813`: unique for one operator, and no number of an account. */
const runIdAt = (milliseconds: number) =>
  new Date(milliseconds).toISOString().replaceAll(/[-:]/g, "").replace("T", "-").slice(2, 15);

/** @throws UsageError if AWS or the Pulumi CLI cannot be reached */
async function checkReachable(world: World): Promise<void> {
  const failed = async (work: () => Promise<string | undefined>) => {
    try {
      return await work();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const account = await failed(async () => {
    const answer = await world.aws("sts", "get-caller-identity");
    return answer.ok ? undefined : `${answer.code}: ${answer.message}`;
  });
  if (account !== undefined)
    throw new UsageError(`AWS does not answer, and nothing was created: ${account}; try aws sts get-caller-identity`);
  const cli = await failed(async () => {
    const { code, output } = await world.pulumi(".", ["version"]);
    return code === 0 ? undefined : output;
  });
  if (cli !== undefined)
    throw new UsageError(`the Pulumi CLI does not run, and nothing was created: ${cli}; try pulumi version`);
}

async function destroyLeftovers({ root, worldOf }: Surroundings, io: Io): Promise<number> {
  const left = unfinished(root);
  if (left.length === 0) io.output("no run has left anything");
  const failed = [];
  const tagged = [];
  for (const journal of left) {
    const world = worldOf(journal.folder, journal.state);
    failed.push(...(await cleanUp(world, journal, io.error)));
    tagged.push(...(await stillTagged(world, journal.state.runId)));
  }
  for (const { stack, reason } of failed) io.error(`stack ${stack} is not destroyed: ${reason}`);
  if (tagged.length > 0) io.error(taggedText(tagged));
  const isClean = failed.length === 0 && tagged.length === 0;
  if (left.length > 0 && isClean) io.output("everything is destroyed");
  return isClean ? 0 : 1;
}

async function live(flags: Flags, io: Io, surroundings: Surroundings): Promise<number> {
  if (flags.cleanup) return destroyLeftovers(surroundings, io);
  const { budgetMinutes, atOnce, only, resume } = flags;
  const runId = runIdAt(Date.now());
  const given = givenBy(flags, runId);
  if (budgetMinutes === undefined) throw new UsageError("say how long it may take, for example --budget-minutes 240");
  const unknown = unknownIds(only, scenes);
  if (unknown.length > 0)
    throw new UsageError(`--only ${unknown.join(",")}; allowed: ids of docs/assumptions.md, and the steps named there`);
  const earlier = resume === undefined ? undefined : earlierReport(resume);
  const { chosen, skipped } = select(scenes, given, only, earlier);
  if (only.length > 0 && skipped.length > 0)
    throw new UsageError(skipped.map(({ step, reason }) => `--only: ${step} ${reason}`).join("; "));
  const text = estimateText(
    chosen.map(({ scene, steps }) => estimate(scene, steps, given)),
    {
      budgetMinutes,
      atOnce,
      schedule: scheduleOf(chosen, atOnce, budgetMinutes),
      skipped,
      unsettled: unsettledIn(only),
    },
  );
  (flags.json ? io.error : io.output)(text);
  const left = unfinished(surroundings.root);
  if (left.length > 0)
    throw new UsageError(`an earlier run has left stacks; destroy them first: ${commandLine("live", "--cleanup")}`);
  if (!flags.yes) throw new UsageError("nothing was created; add --yes to start");
  const folder = join(surroundings.root, runId);
  const state = {
    runId,
    region: given.region,
    project: `live-${runId}`,
    passphrase: randomBytes(16).toString("hex"),
    stacks: {},
  };
  const world = surroundings.worldOf(folder, state);
  await checkReachable(world);
  const reportFolder = flags.keepReports ?? folder;
  const controller = new AbortController();
  const endSignals = surroundings.onSignal(() => {
    io.error(
      `ends and destroys what exists; this takes minutes, and ${commandLine("live", "--cleanup")} can do it later`,
    );
    controller.abort();
  });
  try {
    const report = await runLive(world, {
      ...{ given, chosen, skipped, budgetMinutes, atOnce, reportFolder, tell: io.error },
      journal: new Journal(folder, state),
      codeFolder: packageFolder,
      programVersion: readPackage().version,
      signal: controller.signal,
    });
    if (flags.json) io.output(JSON.stringify(report, null, 2));
    else io.output(`the report is in ${reportFolder}`);
    return isGood(report) ? 0 : 1;
  } finally {
    endSignals();
  }
}

/** @throws UsageError */
function atOnceNumber(text: string): number {
  const number = wholeNumber(text);
  if (number < 1 || number > 8) throw new UsageError(`--at-once ${text}; allowed: 1 to 8`);
  return number;
}

const list = (text: string, before: readonly string[]) => [...before, ...text.split(",")];

const command = () =>
  createCommand(
    "live",
    "Tries the assumptions of docs/assumptions.md with an AWS account: deploys small stacks, sends requests, edits, switches and destroys. Without --yes it only prints what it would create, for how long and at which cost. Exits with 1 if an assumption does not hold, a chosen step failed or was left because the budget or Ctrl-C ended the run, or something is left in the account; steps that lack --domain, --hosted-zone or --endpoint-service do not count. Needs the Pulumi CLI, the aws CLI and credentials.",
  )
    .option("--region <name>", "Region in which the stacks are deployed")
    .option("--budget-minutes <minutes>", "no step starts that does not fit, clean-up included", wholeNumber)
    .option(
      "--at-once <stacks>",
      "how many stacks exist at one time; each has a VPC and a public IPv4 address, of which a new account may have 5 in a Region (one VPC is there already)",
      atOnceNumber,
      4,
    )
    .option("--only <ids>", "steps or assumptions, separated by commas; default: all", list, [] as readonly string[])
    .option("--domain <name>", "domain name for the steps that need one; nothing may use it")
    .option(
      "--hosted-zone <id=name>",
      "public hosted zone of the domain, for example Z0123456789ABCDEFGHIJ=example.com",
    )
    .option("--endpoint-service <name>", "endpoint service of another account that waits for acceptance")
    .option("--yes", "create, and pay for, what the estimate says")
    .option(
      "--keep-reports <folder>",
      "folder for the report, in Markdown and JSON; default: that of the run, in .live",
    )
    .option("--resume <file>", "JSON report of an earlier run, whose done steps are not made again")
    .option("--cleanup", "destroy what killed runs have left; needs no other flag")
    .option("--json", "print the report as JSON");

/** @param surroundings - for tests */
export const liveMain = (argv: readonly string[], io: Io, surroundings: Surroundings = real): Promise<number> =>
  run(command(), argv, io, (flags) => live(flags as Flags, io, surroundings));

const main: Main = (argv, io) => liveMain(argv, io);

if (require.main === module) void start(main);
