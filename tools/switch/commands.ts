import type { SwitchStep, Topologies } from "../../core/switch-step";
import type { Commands } from "../../report/switch";
import { projectDirectory } from "../command";
import { commandLine } from "../package";

/** Where the commands are for. */
export interface For {
  readonly stack: string;
  readonly directory: string;
  /** Whether the settings are in the stack file, and not in the program. */
  readonly isInFile: boolean;
}

const cwd = ({ directory }: For) => (directory === projectDirectory ? "" : ` --cwd ${directory}`);
const place = ({ stack, directory }: For): readonly string[] => [
  "--stack",
  stack,
  ...(directory === projectDirectory ? [] : ["--directory", directory]),
];

/**
 * Sets the keys that differ, in the namespace of the project. The CLI keeps comments, and drops empty lines. `--type int`
 * writes a number: https://www.pulumi.com/docs/iac/cli/commands/pulumi_config_set/
 */
function setKeys(what: For, now: Topologies, to: Topologies): readonly string[] {
  const { stack, isInFile } = what;
  if (!isInFile)
    return [
      `# in the program: option: ${to.option}, ${to.standby === undefined ? "no standby" : `standby: ${to.standby}`}`,
    ];
  const set = (key: string, value: number) =>
    `pulumi config set${cwd(what)} --stack ${stack} --type int ${key} ${value}`;
  return [
    ...(now.option === to.option ? [] : [set("option", to.option)]),
    ...(now.standby === to.standby
      ? []
      : [
          to.standby === undefined
            ? `pulumi config rm${cwd(what)} --stack ${stack} standby`
            : set("standby", to.standby),
        ]),
  ];
}

const update = (what: For): readonly string[] => [
  commandLine("preview", ...place(what)),
  commandLine("switch", ...place(what), "--check"),
  `pulumi up${cwd(what)} --stack ${what.stack} --refresh`,
];

const probe = (what: For) => commandLine("probe", ...place(what));

/** What a step from `now` to `to` is for. */
function purpose(now: Topologies, to: Topologies): string {
  if (to.option !== now.option)
    return to.standby === undefined ? `To use option ${to.option} alone` : `To move requests to option ${to.option}`;
  if (to.standby === undefined) return `To remove option ${now.standby ?? ""}, which stands by`;
  return `To create option ${to.standby} beside option ${to.option}`;
}

const change = (what: For, now: Topologies, to: Topologies): readonly string[] => [
  ...setKeys(what, now, to),
  ...update(what),
];

/**
 * The commands that follow.
 *
 * @param isRefused - the update that the stack file asks for is not to be run
 */
export function nextCommands(what: For, step: SwitchStep, isRefused: boolean): readonly Commands[] {
  const { from, to, instead, next } = step;
  const [first] = instead;
  if (first !== undefined) return [{ say: "Instead, begin with", type: change(what, to, first) }];
  if (isRefused) return [];
  if (step.kind !== "none") {
    const after = to.standby === undefined ? [] : [probe(what)];
    return [
      { say: from === undefined ? "Next, to deploy" : "Next, to run this update", type: [...update(what), ...after] },
    ];
  }
  return next.map((each) => ({
    say: purpose(to, each),
    type: [...(each.option === to.option ? [] : [probe(what)]), ...change(what, to, each)],
  }));
}

/** The commands that repeat an update which has failed. */
export const endCommands = (what: For): readonly Commands[] => [
  { say: "Next, to end the update that failed", type: update(what) },
];

/** The commands that go back after the update. */
export const backCommands = (what: For, { back, to }: SwitchStep): readonly Commands[] =>
  back === undefined ? [] : [{ say: purpose(to, back), type: change(what, to, back) }];
