import { switchChangesUrl } from "../core/acknowledgeable";
import type { StrategyState, StrategyStep } from "../core/deployment-steps";
import type { OtherEdit } from "../core/other-edits";
import type { Fault } from "../core/problem";
import type { Settings } from "../core/settings/settings";
import type { SwitchStep, Topologies } from "../core/switch-step";
import { switchStep } from "../core/switch-step";
import type { Unwaited } from "../core/unwaited";
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

function stateText(state: StrategyState | undefined): string {
  if (state === undefined || state.strategy === "rolling") return "no strategy";
  const { strategy, entering, leaving } = state;
  return `${strategy}${entering ? " with entering: true" : ""}${leaving === undefined ? "" : ` with leaving: ${leaving}`}`;
}

/** The updates by which a service leaves its strategy. */
function leavingText({ leaving, entering }: StrategyState): string {
  const updates = ["leaving: both", "leaving: primary", "no deployment"];
  const done = entering === true || leaving === "primary" ? 2 : leaving === "both" ? 1 : 0;
  return updates.slice(done).join(", then ");
}

function skipText({ from, to, first }: StrategyStep): Fault {
  if (first === "entering")
    return {
      message: `got ${stateText(to)}, while it has no strategy: its listener or rule has one target group, and AWS refuses that`,
      fix: "set entering: true beside strategy in an update before",
    };
  return {
    message: `got ${stateText(to)}, while it has ${stateText(from)}: requests could go to a target group that has no tasks`,
    fix: `keep strategy: ${from?.strategy ?? ""} and set leaving: ${first ?? ""} in an update before`,
  };
}

const moveText = ({ from, to }: StrategyStep): Fault => ({
  message: `got ${stateText(to)}, while its requests get another listener, rule or target group: they could go to a target group that has no tasks`,
  fix:
    from === undefined
      ? "make the other edit in an update before, without deployment"
      : `leave the strategy first (${leavingText(from)}), make the other edit in an update of its own, and then enter it again`,
});

const alarmsText: Fault = {
  message: "got no alarms, while ECS looks at some: the provider does not tell ECS, which goes on to look at them",
  fix: "set alarms.enabled: false in this update, and remove alarms in the next",
};

function faultOf(step: StrategyStep): Fault | undefined {
  if (step.kind === "skip") return skipText(step);
  if (step.kind === "move") return moveText(step);
  return step.kind === "alarms" ? alarmsText : undefined;
}

function strategyProblem(step: StrategyStep): readonly SwitchProblem[] {
  const fault = faultOf(step);
  return fault === undefined ? [] : [{ where: `services (${step.service}).deployment`, ...fault }];
}

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

const unwaitedReasons: Readonly<Record<Unwaited["why"], string>> = {
  wait: "it has wait: false, so that requests may move to it before its tasks are healthy there",
  endpoint: "requests may move to it before the health checks of its endpoint have passed there",
};

/** A service whose new targets nobody waits for, while requests move to them. */
const unwaitedProblem = ({ service, why }: Unwaited, { from, to }: SwitchStep): readonly SwitchProblem[] =>
  from === undefined
    ? []
    : [
        {
          where: `services (${service})`,
          message: `gets another target group in the update that moves requests to option ${to.option}; ${unwaitedReasons[why]}`,
          fix: `take these updates one by one, with the command probe before the second: ${[{ option: from.option, standby: to.option }, to].map(topologiesText).join("; then ")}`,
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
    readonly unwaited: readonly Unwaited[];
  },
  settings: Settings,
): readonly SwitchProblem[] => [
  ...jumpProblem(what.step),
  ...failedProblem(what.step, what.failed),
  ...(what.url === undefined ? [] : urlProblem(what.url, what.step, settings)),
  ...what.strategies.flatMap(strategyProblem),
  ...what.otherEdits.flatMap((edit) => mixedProblem(edit, what.step)),
  ...what.unwaited.flatMap((one) => unwaitedProblem(one, what.step)),
];

/** Acknowledgements of the stack file that this update does not need. */
export const unneeded = (problems: readonly SwitchProblem[], { acknowledge }: Settings): readonly string[] =>
  acknowledge.flatMap(({ rule }, index) =>
    rule !== switchChangesUrl || problems.some((problem) => problem.rule === rule)
      ? []
      : [`acknowledge[${index}] of ${rule}: this update changes no URL; remove it when the switch is over`],
  );
