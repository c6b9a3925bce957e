import type { Sent } from "../../../tools/live/world";
import type { Past, Stated } from "../../support/stated-world";
import { testHeader } from "../../../tools/live/scenes/shifting";
import type { Case } from "./step-case";
import { all, both } from "./step-case";

/** A rule with these weights, and the calls of ECS that steps in a shift make. */
const shifting = (weights: (past: Past) => readonly number[], tasks = 4): NonNullable<Stated["aws"]> => ({
  "elbv2 describe-listeners": () => ({ Listeners: [{ ListenerArn: "l" }] }),
  "elbv2 describe-rules": (past) => ({
    Rules: [
      {
        RuleArn: "r",
        Actions: [
          { ForwardConfig: { TargetGroups: weights(past).map((Weight, n) => ({ TargetGroupArn: `g${n}`, Weight })) } },
        ],
      },
    ],
  }),
  "ecs list-tasks": () => ({ taskArns: Array.from({ length: tasks }, (_, n) => `t${n}`) }),
  "ecs list-service-deployments": () => ({ serviceDeployments: [{ serviceDeploymentArn: "d" }] }),
  "ecs describe-services": () => ({
    services: [{ loadBalancers: [{}], deploymentConfiguration: { bakeTimeInMinutes: 0 } }],
  }),
});
const half = () => [50, 50];
const failsIn = (update: number) => ({
  send: (_: Sent, { updates }: Past) => (updates === update ? { status: 503 } : {}),
});
const deployed = (_: Sent, { updates }: Past) => ({ body: updates === 0 ? "old" : "new" });
/** Calls that AWS accepts before it refuses the next one. */
const refuses = (accepted: number, refusal: string) => (past: Past, operation: string) =>
  past.calls.filter((call) => call === operation).length > accepted ? refusal : undefined;
const limited = (targets: number, listeners: number): NonNullable<Stated["aws"]> => ({
  "elbv2 describe-load-balancers": () => ({ LoadBalancers: [{ VpcId: "v" }] }),
  "elbv2 create-target-group": () => ({ TargetGroups: [{ TargetGroupArn: "t" }] }),
  "acm import-certificate": () => ({ CertificateArn: "c" }),
  "elbv2 register-targets": (past) =>
    refuses(targets, "TooManyTargets: too many")(past, "elbv2 register-targets") ?? {},
  "elbv2 create-listener": (past, { Protocol }) => {
    const imported = past.calls.filter((call) => call === "acm import-certificate").length;
    if (Protocol === "TLS" && imported > listeners) return "TooManyCertificates: too many";
    const made = past.calls.filter((call) => call === "elbv2 create-listener").length;
    return Protocol === "HTTP" && made > 80
      ? "TooManyListeners: The maximum number of listeners has been reached on load balancer 'x'"
      : { Listeners: [{ ListenerArn: "l" }] };
  },
});
const isTested = ({ headers }: Sent) => headers?.[testHeader.name] !== undefined;

export const shiftCases: readonly Case[] = [
  ...both(
    "strategy-mid-shift",
    { aws: shifting(half) },
    { aws: shifting(half, 3), ...failsIn(3) },
    ...["strategy-count-in-shift", "strategy-update-in-shift"],
  ).map((row) => ({ ...row, outcomes: { ...row.outcomes, "strategy-weights-as-shares": "holds" } })),
  {
    step: "strategy-mid-shift",
    when: "the shift is over",
    stated: { aws: shifting(() => [0, 100]) },
    outcomes: {
      "strategy-weights-as-shares": "does not hold",
      "strategy-count-in-shift": "not seen",
      "strategy-update-in-shift": "holds",
    },
  },
  ...both(
    "strategy-stop",
    { aws: shifting(half) },
    {
      aws: {
        ...shifting(({ calls }) =>
          calls.at(-1) === "elbv2 describe-rules" && /stop|update/.test(calls.at(-3) ?? "") ? [0, 100] : [50, 50],
        ),
        "ecs describe-services": () => ({ services: [{ deploymentConfiguration: { bakeTimeInMinutes: 5 } }] }),
      },
    },
    ...["strategy-stopped-keeps-weights", "strategy-rolling-in-shift", "strategy-rolling-clears"],
  ),
  ...both(
    "strategy-attach",
    { aws: shifting(() => [0, 100]), up: () => ({ code: 255, output: "the target group is not on the listener" }) },
    { aws: shifting(() => [0, 100]) },
    "strategy-attaches-alternate",
  ),
  {
    step: "strategy-attach",
    when: "the update fails for another reason",
    stated: { aws: shifting(() => [0, 100]), up: () => ({ code: 255, output: "ThrottlingException: Rate exceeded" }) },
    outcomes: { "strategy-attaches-alternate": "not seen" },
  },
  {
    step: "strategy-refusals",
    when: "as assumed",
    stated: {
      aws: {
        ...shifting(half),
        "ecs update-service": ({ calls }) =>
          calls.filter((call) => call === "ecs update-service").length === 1
            ? "InvalidParameterException: productionListenerRule has an invalid ARN format"
            : {},
        "elbv2 create-rule": () => "ValidationError: The header name must be at most 40 characters",
      },
    },
    outcomes: all(
      "holds",
      ...["strategy-refusal-codes", "strategy-test-listener-of-alb", "strategy-no-bake-time", "strategy-header-limits"],
    ),
  },
  {
    step: "strategy-refusals",
    when: "otherwise",
    stated: { aws: { ...shifting(half), "ecs update-service": () => "ClientException: no" } },
    outcomes: all(
      "does not hold",
      ...["strategy-refusal-codes", "strategy-test-listener-of-alb", "strategy-no-bake-time", "strategy-header-limits"],
    ),
  },
  ...both(
    "strategy-shared",
    { send: (sent, past) => (isTested(sent) ? { body: "new" } : deployed(sent, past)) },
    { send: (sent, past) => (isTested(sent) ? { body: "old" } : { ...deployed(sent, past), status: 503 }) },
    ...["strategy-url-rewrite", "strategy-test-rule"],
  ),
  {
    step: "strategy-nlb",
    when: "the update takes a minute",
    stated: failsIn(1),
    outcomes: all("does not hold", "strategy-nlb-wait", "strategy-nlb-test-wait", "strategy-nlb-flows"),
  },
  {
    step: "strategy-nlb",
    when: "as assumed",
    stated: { upMinutes: 24 },
    outcomes: all("holds", "strategy-nlb-wait", "strategy-nlb-test-wait", "strategy-nlb-flows"),
  },
  {
    step: "strategy-nlb",
    when: "it waits at one stage only",
    stated: { upMinutes: 14 },
    outcomes: {
      ...all("holds", "strategy-nlb-wait", "strategy-nlb-flows"),
      "strategy-nlb-test-wait": "does not hold",
    },
  },
  ...both(
    "nlb-limits",
    { aws: limited(9, 25) },
    { aws: limited(12, 26) },
    ...["alb-target-counted-twice", "alb-target-weight", "certificates-per-nlb"],
  ).map((row) => ({ ...row, outcomes: { ...row.outcomes, "listeners-text": "holds" } })),
  {
    step: "nlb-limits",
    when: "each call is refused",
    stated: { aws: { ...limited(0, 0), "elbv2 create-listener": () => "AccessDenied: no" } },
    outcomes: all(
      "does not hold",
      ...["alb-target-counted-twice", "alb-target-weight", "certificates-per-nlb", "listeners-text"],
    ),
  },
];
