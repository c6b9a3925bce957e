import type { Fault, Problem } from "../../problem";
import { topologyTraits } from "../../topology-traits";
import { serviceAt } from "../config-path";
import { shiftStages } from "../deployment-schema";
import type { Deployment, ServiceSettings, Settings } from "../settings";
import { hookPlaceFault } from "./arn-place";
import type { ProblemAt } from "./containers";

type Strategy = Deployment["strategy"];

/** The load balancer in front of the tasks of a service under the option of the stack. */
function entryOf({ option }: Settings, { balancer }: ServiceSettings): "alb" | "nlb" | "cloudMap" {
  const { entry } = topologyTraits[option];
  if (entry === "nlb") return "nlb";
  return entry === "nlbToAlb" ? "alb" : (balancer ?? "alb");
}

const places = { nlb: "an NLB", cloudMap: "Cloud Map" } as const;

/** Keys that have no effect with each strategy. */
const ineffective = {
  rolling: ["percent", "stepMinutes", "bakeMinutes", "alarms", "testHeader", "hooks", "entering", "leaving"],
  blueGreen: ["percent", "stepMinutes"],
  linear: [],
  canary: [],
} as const satisfies Readonly<Record<Strategy, readonly (keyof Deployment)[]>>;

function ineffectiveKeys({ strategy, ...keys }: Deployment): readonly ProblemAt[] {
  const given = ineffective[strategy].filter((key) => {
    const value = keys[key];
    return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
  });
  if (given.length === 0) return [];
  const list = given.join(", ");
  const other = strategy === "rolling" ? "blueGreen, linear or canary" : "linear or canary";
  return [
    {
      key: "deployment",
      message: `${list} ${given.length === 1 ? "has" : "have"} no effect with strategy: ${strategy}`,
      fix: `remove ${list}, or set strategy to ${other}`,
    },
  ];
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html */
const leastLinearPercent = 3;

function percentProblems({ strategy, percent }: Deployment): readonly ProblemAt[] {
  return strategy === "linear" && percent !== undefined && percent < leastLinearPercent
    ? [
        {
          key: "deployment.percent",
          message: `got ${percent}; allowed with strategy: linear: ${leastLinearPercent} or more`,
          fix: `set percent to ${leastLinearPercent} or more, or strategy to canary`,
        },
      ]
    : [];
}

function alarmProblems({ alarms }: Deployment): readonly ProblemAt[] {
  if (alarms === undefined) return [];
  const { errorPercent, names } = alarms;
  const key = "deployment.alarms";
  const again = names.find((name, index) => names.indexOf(name) !== index);
  return [
    ...(errorPercent === undefined && names.length === 0
      ? [{ key, message: "names no alarm", fix: "set errorPercent for an alarm of the stack, or names of others" }]
      : []),
    ...(again === undefined ? [] : [{ key, message: `names ${again} twice`, fix: "remove one of them" }]),
  ];
}

type Hook = Deployment["hooks"][number];

function hookFault(settings: Settings, { lambda, pause, stages }: Hook): Fault | undefined {
  if ((lambda === undefined) === (pause === undefined))
    return {
      message: `has ${lambda === undefined ? "neither" : "both"} lambda ${lambda === undefined ? "nor" : "and"} pause; allowed: one of them`,
      fix: lambda === undefined ? "add lambda or pause" : "make two hooks of it",
    };
  const again = stages.find((stage, index) => stages.indexOf(stage) !== index);
  if (again !== undefined) return { message: `names stage ${again} twice`, fix: "remove one of them" };
  if (lambda !== undefined) return hookPlaceFault(settings, lambda);
  const refused = stages.filter((stage) => shiftStages.includes(stage));
  return refused.length === 0
    ? undefined
    : {
        message: `pauses at ${refused.join(" and ")}; ECS does not pause while it moves requests`,
        fix: `use ${refused.map((stage) => `POST_${stage}`).join(" and ")}`,
      };
}

const hookProblems = (settings: Settings, { hooks }: Deployment): readonly ProblemAt[] =>
  hooks.flatMap((hook, index) => {
    const fault = hookFault(settings, hook);
    return fault === undefined ? [] : [{ key: `deployment.hooks[${index}]`, ...fault }];
  });

function testHeaderProblems(settings: Settings, service: ServiceSettings, { testHeader }: Deployment) {
  const entry = entryOf(settings, service);
  if (testHeader === undefined || entry !== "nlb") return [];
  const isFixed = topologyTraits[settings.option].entry === "nlb";
  return [
    {
      key: "deployment.testHeader",
      message: `needs an ALB, and the tasks are behind an NLB${isFixed ? ` (option ${settings.option})` : ""}, which reads no headers`,
      fix: `remove testHeader, or use ${isFixed ? "option 1, 4 or 5" : "balancer: alb"}`,
    },
  ];
}

/** CPU halves while both revisions run: https://github.com/aws-samples/sample-amazon-ecs-blue-green-deployment-patterns */
function scalingProblems(settings: Settings, service: ServiceSettings): readonly ProblemAt[] {
  if (service.runtime.kind !== "task" || service.runtime.task.autoscaling?.cpuPercent === undefined) return [];
  const requests = entryOf(settings, service) === "alb" ? "requestsPerTarget or memoryPercent" : "memoryPercent";
  return [
    {
      key: "autoscaling.cpuPercent",
      message:
        "scales by CPU (its default), whose average halves while a deployment runs both revisions, so that ECS would stop tasks that are needed",
      fix: `set autoscaling.${requests} and no cpuPercent, or use strategy: rolling`,
    },
  ];
}

/** Places in which ECS has no two target groups to move requests between. */
function placeProblems(settings: Settings, service: ServiceSettings): readonly ProblemAt[] {
  if (service.standby !== undefined)
    return [
      {
        key: "deployment",
        message: "moves requests between two target groups of one place, and with standby the service has two places",
        fix: "remove standby; a service that moves first leaves the strategy (leaving: both, then leaving: primary, then no deployment)",
      },
    ];
  if (entryOf(settings, service) !== "cloudMap") return [];
  return [
    {
      key: "deployment.strategy",
      message: `got ${service.deployment?.strategy ?? ""}; allowed with ${places.cloudMap}, where ECS can move no requests: rolling`,
      fix: "use balancer: alb or nlb, or strategy: rolling",
    },
  ];
}

const phaseProblems = ({ entering, leaving }: Deployment): readonly ProblemAt[] =>
  entering && leaving !== undefined
    ? [
        {
          key: "deployment",
          message: `got entering: true and leaving: ${leaving}; allowed: one of them`,
          fix: "remove entering to leave the strategy, or leaving to begin it",
        },
      ]
    : [];

/** Requests go to a target group whose tasks may not be healthy yet, unless the update before has waited for them. */
const leavingProblems = ({ wait, deployment }: ServiceSettings): readonly ProblemAt[] =>
  deployment?.leaving === undefined || wait
    ? []
    : [
        {
          key: "wait",
          message:
            "got false; allowed with deployment.leaving: true, because requests move to tasks that must be healthy",
          fix: "remove wait until the strategy is left",
        },
      ];

function problemsOf(settings: Settings, service: ServiceSettings): readonly ProblemAt[] {
  const { deployment } = service;
  if (deployment === undefined || service.runtime.kind !== "task") return [];
  const own = ineffectiveKeys(deployment);
  if (deployment.strategy === "rolling") return own;
  return [
    ...own,
    ...placeProblems(settings, service),
    ...phaseProblems(deployment),
    ...percentProblems(deployment),
    ...alarmProblems(deployment),
    ...hookProblems(settings, deployment),
    ...testHeaderProblems(settings, service, deployment),
    ...scalingProblems(settings, service),
    ...leavingProblems(service),
  ];
}

/** Problems in how ECS replaces the tasks of the services. */
export const deploymentProblems = (settings: Settings): readonly Problem[] =>
  settings.services.flatMap((service) =>
    problemsOf(settings, service).map(({ key, ...problem }) => ({
      where: serviceAt(settings, service.name, key),
      ...problem,
    })),
  );
