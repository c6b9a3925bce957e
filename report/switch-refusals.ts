import { switchChangesUrl } from "../core/acknowledgeable";
import type { StrategyState, StrategyStep } from "../core/deployment-steps";
import type { OtherEdit } from "../core/other-edits";
import type { Settings } from "../core/settings/settings";
import type { SwitchStep, Topologies } from "../core/switch-step";
import { switchStep } from "../core/switch-step";
import type { UrlStep } from "../core/url-step";
import type { SwitchProblem } from "./switch";

/** `option: 4, standby: 1`. */
export const topologiesText = ({ option, standby }: Topologies): string =>
  standby === undefined ? `option: ${option} without standby` : `option: ${option}, standby: ${standby}`;

function jumpProblem({ from, to, instead }: SwitchStep): readonly SwitchProblem[] {
  if (from === undefined || instead.length === 0) return [];
  return [
    {
      where: "option",
      message: `got ${topologiesText(to)}, while option ${from.option} serves: its targets would be gone before all requests have moved; allowed: an update after which option ${from.option} stands by`,
      fix: `take these updates one by one: ${instead.map(topologiesText).join("; then ")}`,
    },
  ];
}

/** A failed update may have moved the requests: the topology that they may be at has to stay. */
function failedProblem({ to, interrupts }: SwitchStep, failed: readonly Topologies[]): readonly SwitchProblem[] {
  const left = failed.find((asked) => switchStep(asked, to).interrupts);
  if (interrupts || left === undefined) return [];
  return [
    {
      where: "option",
      message: `got ${topologiesText(to)}, while requests may be at option ${left.option}: an update with ${topologiesText(left)} has not succeeded; allowed: an update after which option ${left.option} serves or stands by`,
      fix: `correct the reason and run the update with ${topologiesText(left)} again, by pulumi up --refresh, until it succeeds`,
    },
  ];
}

function urlMessage({ before, after, changes, ends }: UrlStep, { removes }: SwitchStep): string {
  if (!changes)
    return `the execute-api URL of option ${removes.join(", ")} ends; clients may still use it if it served`;
  const other = after ?? "the execute-api URL of another API or stage";
  const old = ends ? "the old one answers no longer" : "requests stay at the old one until clients use the new one";
  return `the URL changes from ${before} to ${other}; ${old}`;
}

function urlProblem(url: UrlStep, step: SwitchStep, { acknowledge, domain }: Settings): readonly SwitchProblem[] {
  if (!url.toAcknowledge) return [];
  const reason = acknowledge.find(({ rule }) => rule === switchChangesUrl)?.reason;
  const keep = domain === undefined ? "; with `domain`, the URL stays the same" : "";
  return [
    {
      where: "url",
      message: urlMessage(url, step),
      fix: `if clients are prepared, add to acknowledge { rule: ${switchChangesUrl}, reason: <why> }${keep}`,
      rule: switchChangesUrl,
      ...(reason === undefined ? {} : { acknowledged: reason }),
    },
  ];
}

const stateText = (state: StrategyState | undefined) =>
  state === undefined || state.strategy === "rolling"
    ? "no strategy"
    : `${state.strategy}${state.leaving === undefined ? "" : ` with leaving: ${state.leaving}`}`;

const strategyProblem = ({ service, from, to, first }: StrategyStep): readonly SwitchProblem[] =>
  first === undefined
    ? []
    : [
        {
          where: `services (${service}).deployment`,
          message: `got ${stateText(to)}, while it has ${stateText(from)}: requests could go to a target group that has no tasks`,
          fix: `keep strategy: ${from?.strategy ?? ""} and set leaving: ${first} in an update before`,
        },
      ];

/** A service that leaves a load balancer of the topology that serves, while requests move. */
const mixedProblem = (edit: OtherEdit, { moves }: SwitchStep): readonly SwitchProblem[] =>
  edit.kind !== "leaves" || moves === undefined
    ? []
    : [
        {
          where: `services (${edit.service})`,
          message: `leaves load balancer ${edit.loadBalancer} in the update that moves requests from option ${moves.from} to option ${moves.to}: they could still reach it`,
          fix: "move the service in an update of its own, before or after the switch",
        },
      ];

/** All reasons for which `switch --check` refuses an update. */
export const switchProblems = (
  what: {
    readonly step: SwitchStep;
    /** What updates asked for that have failed since the last one that succeeded. */
    readonly failed: readonly Topologies[];
    readonly url?: UrlStep;
    readonly strategies: readonly StrategyStep[];
    readonly otherEdits: readonly OtherEdit[];
  },
  settings: Settings,
): readonly SwitchProblem[] => [
  ...jumpProblem(what.step),
  ...failedProblem(what.step, what.failed),
  ...(what.url === undefined ? [] : urlProblem(what.url, what.step, settings)),
  ...what.strategies.flatMap(strategyProblem),
  ...what.otherEdits.flatMap((edit) => mixedProblem(edit, what.step)),
];

/** Acknowledgements of the stack file that this update does not need. */
export const unneeded = (problems: readonly SwitchProblem[], { acknowledge }: Settings): readonly string[] =>
  acknowledge.flatMap(({ rule }, index) =>
    rule !== switchChangesUrl || problems.some((problem) => problem.rule === rule)
      ? []
      : [`acknowledge[${index}] of ${rule}: this update changes no URL; remove it when the switch is over`],
  );
