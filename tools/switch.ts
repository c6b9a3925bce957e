import type { PreviewResult } from "../report/result";
import type { Io, Main } from "./command";
import { createCommand, outputColumns, projectDirectory, run, start } from "./command";
import { commandLine } from "./package";
import { problemsOfFiles, refuse } from "./refusal";
import type { Form } from "./refusal";
import { replacingInputs } from "./results";
import type { DeployedStack } from "./switch/deployed";

interface Flags extends Form {
  readonly stack: string;
  readonly directory: string;
  readonly outputs?: string;
  readonly check?: true;
  readonly details?: true;
}

type Previewed = PreviewResult | undefined;

/** The stack file as it is, and with the topologies that are deployed; undefined where the program refuses one. */
async function previews({ stack, directory }: Flags, deployed: DeployedStack | undefined, io: Io) {
  const { runOffline } = await import("./offline");
  const { topologiesOf } = await import("./switch/judge");
  const preview = async (values?: Readonly<Record<string, unknown>>): Promise<Previewed> => {
    const offline = await runOffline({ stack, directory, pass: "preview", ...(values && { values }) }, io);
    return "problems" in offline ? undefined : offline.preview;
  };
  const after = await preview();
  if (deployed === undefined) return { before: undefined, after };
  return { before: await preview({ standby: undefined, ...topologiesOf(deployed) }), after };
}

async function changesBetween(before: Previewed, after: Previewed) {
  if (before === undefined || after === undefined) return undefined;
  const { resourceChanges } = await import("../report/resource-changes");
  return resourceChanges(before.resources, after.resources, await replacingInputs());
}

/** What makes the result less than it could be. */
function notesOf(
  deployed: DeployedStack | undefined,
  unfinished: string | undefined,
  { before, after }: { readonly before: Previewed; readonly after: Previewed },
  stack: string,
): string[] {
  const unknown = deployed !== undefined && before === undefined;
  return [
    ...(unfinished === undefined ? [] : [unfinished]),
    ...(after?.accepted === false
      ? [`policies refuse this update; ${commandLine("preview", "--stack", stack)} lists why`]
      : []),
    ...(unknown
      ? [
          `the stack file is not valid with option ${deployed.option}, which is deployed, so what changes in resources is unknown`,
        ]
      : []),
  ];
}

async function judge(flags: Flags, io: Io): Promise<number> {
  const { stack, directory } = flags;
  const inFiles = await problemsOfFiles(flags);
  if (inFiles.length > 0) return refuse(inFiles, flags, io);
  io.progress?.(`reading the outputs of stack ${stack}`);
  const { failedText, readDeployed } = await import("./switch/deployed");
  const deployed = readDeployed(flags);
  const { readStack } = await import("./program");
  const { configuration, decision } = await readStack({ directory, stack }, io);
  if ("problems" in decision) return refuse(decision.problems, flags, io);
  const { before, after } = await previews(flags, deployed, { ...io, error: () => undefined });
  const { judgeSwitch } = await import("./switch/judge");
  const result = judgeSwitch({
    stack,
    deployed,
    configuration,
    decision,
    changes: await changesBetween(before, after),
    notes: notesOf(deployed, deployed && failedText(deployed, stack), { before, after }, stack),
    place: { stack, directory, isInFile: configuration.stack !== undefined },
  });
  const { switchText } = await import("../report/switch-text");
  io.output(
    flags.json
      ? JSON.stringify(result, null, 2)
      : switchText(result, { width: outputColumns(io), ...(flags.details && { details: flags.details }) }),
  );
  return flags.check && !result.accepted ? 1 : 0;
}

const command = () =>
  createCommand(
    "switch",
    `Says where a deployed stack is in a switch of its topology, which step its file asks for, and what that does to requests: from the outputs of the stack, which the Pulumi CLI reads, and from two offline previews. Changes nothing. With --check, exits with 1 if the update loses requests; clients that have to follow another URL can be acknowledged (switch-changes-url).`,
  )
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
    .option(
      "--outputs <file>",
      "what pulumi stack output --json printed, instead of asking the Pulumi CLI, which also tells of failed updates",
    )
    .option("--check", "exit with 1 if the update loses requests, for CI before pulumi up")
    .option("--directory <path>", "directory of Pulumi.yaml and the stack file", projectDirectory)
    .option("--details", "also name every resource")
    .option("--json", `print the result as JSON (${commandLine("switch", "--json")})`);

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => judge(flags as Flags, io));

if (require.main === module) void start(main);
