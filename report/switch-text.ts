import colours from "picocolors";
import type { OtherEdit } from "../core/other-edits";
import type { StrategyKind } from "../core/deployment-steps";
import type { SwitchStep, Topologies } from "../core/switch-step";
import { resourceLines } from "./diff-resources";
import type { Commands, SwitchProblem, SwitchResult } from "./switch";
import { topologiesText } from "./switch-refusals";
import { count, usd } from "./words";
import type { Layout } from "./wrap";
import { heading, wrap } from "./wrap";

/** Where the stack is. The outputs do not tell a stack that has moved from one that has not. */
function whereText(from: Topologies | undefined): string {
  if (from === undefined) return "nothing is deployed";
  const { option, standby } = from;
  return standby === undefined
    ? `option ${option} serves alone (S0, or S3 after a switch)`
    : `option ${option} serves, option ${standby} stands by (S1 before a move to ${standby}, or S2 after one from it)`;
}

/** What the update does to the topologies. */
function stepText({ kind, to, creates, removes, moves }: SwitchStep): string {
  const other = to.standby ?? "";
  switch (kind) {
    case "first":
      return `the first deployment, ${topologiesText(to)}`;
    case "none":
      return "no step of a switch: option and standby are as deployed";
    case "create":
      return `S0 to S1: option ${other} is created and stands by`;
    case "move":
      return `S1 to S2, or back: requests move to option ${to.option}; option ${other} stands by`;
    case "create-and-move":
      return `S0 to S2 in one update: option ${to.option} is created and settles, then requests move to it; option ${other} stands by`;
    case "drop":
      return `S2 to S3, or S1 back to S0: option ${removes.join("")}, which stands by, is removed`;
    case "other-standby":
      return `option ${removes.join("")}, which stands by, is removed, and option ${creates.join("")} is created`;
    case "jump":
      return `requests jump from option ${moves?.from ?? ""} to option ${to.option}, and option ${moves?.from ?? ""} is removed in the same update`;
  }
}

function trafficText({ step, url }: SwitchResult): string {
  const { kind, moves, to } = step;
  if (kind === "first" || url === undefined) return "there are no requests yet";
  if (kind === "jump")
    return "this update interrupts: services leave the target groups of the option that serves before all requests have moved";
  if (url.changes)
    return url.ends
      ? `this update interrupts for all clients of ${url.before}, which ends`
      : `${url.before} answers on; the output url becomes another one, to which clients have to move`;
  if (moves !== undefined)
    return `all requests to ${url.before} move to option ${to.option} with one change of the API mapping; none is lost`;
  if (url.standbyEnds === true)
    return `requests to ${url.before} stay at option ${to.option}; the execute-api URL of the removed option ends`;
  return `requests to ${url.before} stay at option ${to.option}; none is lost`;
}

const editTexts = {
  added: ({ service }: OtherEdit) => `adds service ${service}`,
  removed: ({ service }: OtherEdit) => `removes service ${service}, whose requests end`,
  path: (edit: OtherEdit) => `gives service ${edit.service} path ${edit.kind === "path" ? edit.path : ""}`,
  leaves: (edit: OtherEdit) =>
    `takes service ${edit.service} off load balancer ${edit.kind === "leaves" ? edit.loadBalancer : ""}, which interrupts without services[].standby`,
} as const satisfies Record<OtherEdit["kind"], (edit: OtherEdit) => string>;

function editsText({ otherEdits, step }: SwitchResult): readonly string[] {
  if (otherEdits.length === 0) return [];
  const all = otherEdits.map((edit) => editTexts[edit.kind](edit)).join("; ");
  const apart =
    step.kind === "none" || step.kind === "first"
      ? ""
      : ". Do that in an update of its own, so that each has its own way back";
  return [`The stack file also ${all}${apart}.`];
}

const strategyTexts: Readonly<Record<StrategyKind, string>> = {
  prepare: "what is in front of its tasks gets the second target group",
  enter: "enters the strategy",
  change: "changes to another strategy",
  "leave-both": "begins to leave the strategy: tasks register in both target groups",
  "leave-primary": "leaves the alternate target group",
  left: "has left the strategy",
  stay: "goes back into the strategy",
  skip: "skips an update",
  move: "gets another listener, rule or target group",
  alarms: "loses its alarms",
};

const nextTexts = {
  strategy: "remove deployment.entering",
  primary: "set deployment.leaving: primary",
  remove: "remove deployment",
} as const;

const strategyLines = ({ strategies }: SwitchResult): readonly string[] =>
  strategies.map(({ service, kind, next }) => {
    const then = next === undefined ? "" : `; in the next update, ${nextTexts[next]}`;
    return `${service}: ${strategyTexts[kind]}${then}`;
  });

function costLine({ cost: { now, after, finished }, step }: SwitchResult): string {
  if (step.kind === "none") return `Fixed cost: ${usd(after)} USD per month.`;
  const parts = [
    ...(now === undefined ? [] : [`now ${usd(now)}`]),
    `after this update ${usd(after)}`,
    ...(finished === undefined ? [] : [`when the switch is over ${usd(finished)}`]),
  ];
  return `Fixed cost in USD per month: ${parts.join(", ")}.`;
}

const minutesLine = ({ minutes: { usual, longestWait } }: SwitchResult): string =>
  `About ${count(usual, "minute")}${longestWait === 0 ? "" : `; up to ${longestWait} more if a deployment fails and is rolled back`}. Assumed from timeouts, not measured in AWS.`;

function section(title: string, lines: readonly string[], width: number): readonly string[] {
  return lines.length === 0
    ? []
    : [heading(title, width), ...lines.map((line) => wrap(line, width, { first: "  ", rest: "      " }))];
}

function resourcesSection({ resources, step }: SwitchResult, { width, details }: Layout): readonly string[] {
  if (resources === undefined || step.kind === "none") return [];
  const { changes, redeployed } = resources;
  const services = redeployed.length === 0 ? "No service is redeployed." : `Redeployed: ${redeployed.join(", ")}.`;
  return section("What the step changes", [services, ...resourceLines(changes, details === true)], width);
}

const problemLines = ({ where, message, fix, acknowledged }: SwitchProblem): readonly string[] => [
  `${where}: ${message}`,
  acknowledged === undefined ? `    ${fix}` : `    acknowledged: ${acknowledged}`,
];

function commandLines(title: string, all: readonly Commands[]): readonly string[] {
  return all.flatMap(({ say, type }) => [`\n${colours.bold(`${title}${say}:`)}`, ...type.map((line) => `  ${line}`)]);
}

function verdict({ accepted, stack, refused, step, strategies }: SwitchResult): string {
  if (!accepted)
    return `${colours.red("Refused.")} The update that Pulumi.${stack}.yaml asks for is not to run as it is.`;
  const isAcknowledged = refused.length > 0;
  return isAcknowledged
    ? `${colours.yellow("Acknowledged.")} Clients have to follow the URL.`
    : `${colours.green("Accepted.")} ${step.kind === "none" && strategies.length === 0 ? "Nothing to switch." : "The step loses no request."}`;
}

/** Formats what an update does to a deployed stack for a terminal. */
export function switchText(result: SwitchResult, layout: Layout): string {
  const { stack, step, quotas, refused, notes, next, back } = result;
  const { width } = layout;
  const quotaLines = quotas.map(({ name, scope, used, limit }) => `${name} (${scope}): ${used} of ${limit}`);
  return [
    wrap(verdict(result), width),
    wrap(`Stack ${stack}: ${whereText(step.from)}.`, width),
    wrap(`The update: ${stepText(step)}.`, width),
    wrap(`Traffic: ${trafficText(result)}.`, width),
    ...editsText(result).map((text) => wrap(text, width)),
    ...notes.map((note) => wrap(`${colours.yellow("note:")} ${note}`, width)),
    ...section("Refused until it is mended or acknowledged", refused.flatMap(problemLines), width),
    ...section("Deployment strategies", strategyLines(result), width),
    ...resourcesSection(result, layout),
    ...section("Quotas near their limit while all of it exists", quotaLines, width),
    "",
    wrap(costLine(result), width),
    ...(step.kind === "none" ? [] : [wrap(minutesLine(result), width)]),
    ...commandLines("", next),
    ...commandLines("To go back afterwards. ", back),
  ].join("\n");
}
