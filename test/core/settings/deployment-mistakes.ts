import { article, service } from "../../support/scenario";

type Keys = Readonly<Record<string, unknown>>;

/** A refused configuration of the service `orders`, its problem with the way out, and the configuration after that way out. */
export interface DeploymentMistake {
  readonly title: string;
  readonly given: Keys;
  readonly stack?: Keys;
  readonly problem: string;
  readonly mended: Keys;
  readonly mendedStack?: Keys;
}

export const withOrders = (keys: Keys, stack: Keys = {}): Record<string, unknown> =>
  article({ services: [service("orders", "sales", keys), service("customers", "sales")], ...stack });

const canary = { strategy: "canary" } as const;
const hook = { lambda: "arn:aws:lambda:us-east-1:111122223333:function:check", stages: ["POST_SCALE_UP"] };
const testHeader = { name: "X-Test", value: "new" };

export const deploymentMistakes: readonly DeploymentMistake[] = [
  {
    title: "keys beside rolling",
    given: { deployment: { strategy: "rolling", bakeMinutes: 5, hooks: [hook], leaving: "both" } },
    problem:
      "services[0].deployment (orders): bakeMinutes, hooks, leaving have no effect with strategy: rolling => remove bakeMinutes, hooks, leaving, or set strategy to blueGreen, linear or canary",
    mended: { deployment: { strategy: "rolling" } },
  },
  {
    title: "a strategy that is entered beside rolling",
    given: { deployment: { strategy: "rolling", entering: true } },
    problem:
      "services[0].deployment (orders): entering has no effect with strategy: rolling => remove entering, or set strategy to blueGreen, linear or canary",
    mended: { deployment: { strategy: "rolling", entering: false } },
  },
  {
    title: "a strategy that is entered and left",
    given: { deployment: { ...canary, entering: true, leaving: "primary" } },
    problem:
      "services[0].deployment (orders): got entering: true and leaving: primary; allowed: one of them => remove entering to leave the strategy, or leaving to begin it",
    mended: { deployment: { ...canary, entering: true } },
  },
  {
    title: "steps of blue/green",
    given: { deployment: { strategy: "blueGreen", percent: 10 } },
    problem:
      "services[0].deployment (orders): percent has no effect with strategy: blueGreen => remove percent, or set strategy to linear or canary",
    mended: { deployment: { strategy: "canary", percent: 10 } },
  },
  {
    title: "linear steps below 3 percent",
    given: { deployment: { strategy: "linear", percent: 2.9 } },
    problem:
      "services[0].deployment.percent (orders): got 2.9; allowed with strategy: linear: 3 or more => set percent to 3 or more, or strategy to canary",
    mended: { deployment: { strategy: "canary", percent: 2.9 } },
  },
  {
    title: "hundredths of a percent",
    given: { deployment: { ...canary, percent: 5.25 } },
    problem:
      "services[0].deployment.percent (orders): got 5.25; allowed: tenths of a percent, for example 5.3 => set a value in this form",
    mended: { deployment: { ...canary, percent: 5.3 } },
  },
  {
    title: "more than a day of bake time",
    given: { deployment: { ...canary, bakeMinutes: 1441 } },
    problem:
      "services[0].deployment.bakeMinutes (orders): got 1441; allowed: at most 1440 => set a value within this bound",
    mended: { deployment: { ...canary, bakeMinutes: 1440 } },
  },
  {
    title: "a misspelled strategy",
    given: { deployment: { strategy: "bluegreen" } },
    problem:
      'services[0].deployment.strategy (orders): got "bluegreen"; allowed: "rolling", "blueGreen", "linear", "canary" => did you mean "blueGreen"?',
    mended: { deployment: { strategy: "blueGreen" } },
  },
  {
    title: "a misspelled key",
    given: { deployment: { ...canary, bakeMinute: 3 } },
    problem:
      'services[0].deployment (orders): unknown key "bakeMinute" => did you mean "bakeMinutes"? docs/configuration.md of private-integrations lists all keys',
    mended: { deployment: { ...canary, bakeMinutes: 3 } },
  },
  {
    title: "alarms without an alarm",
    given: { deployment: { ...canary, alarms: {} } },
    problem:
      "services[0].deployment.alarms (orders): names no alarm => set errorPercent for an alarm of the stack, or names of others",
    mended: { deployment: { ...canary, alarms: { errorPercent: 5 } } },
  },
  {
    title: "an alarm twice",
    given: { deployment: { ...canary, alarms: { names: ["a", "a"] } } },
    problem: "services[0].deployment.alarms (orders): names a twice => remove one of them",
    mended: { deployment: { ...canary, alarms: { names: ["a"] } } },
  },
  {
    title: "a hook without anything to ask",
    given: { deployment: { ...canary, hooks: [{ stages: ["POST_SCALE_UP"] }] } },
    problem:
      "services[0].deployment.hooks[0] (orders): has neither lambda nor pause; allowed: one of them => add lambda or pause",
    mended: { deployment: { ...canary, hooks: [{ pause: {}, stages: ["POST_SCALE_UP"] }] } },
  },
  {
    title: "a hook that asks and pauses",
    given: { deployment: { ...canary, hooks: [{ ...hook, pause: {} }] } },
    problem:
      "services[0].deployment.hooks[0] (orders): has both lambda and pause; allowed: one of them => make two hooks of it",
    mended: { deployment: { ...canary, hooks: [hook, { pause: {}, stages: ["POST_SCALE_UP"] }] } },
  },
  {
    title: "a pause while requests move",
    given: { deployment: { ...canary, hooks: [{ pause: {}, stages: ["PRODUCTION_TRAFFIC_SHIFT"] }] } },
    problem:
      "services[0].deployment.hooks[0] (orders): pauses at PRODUCTION_TRAFFIC_SHIFT; ECS does not pause while it moves requests => use POST_PRODUCTION_TRAFFIC_SHIFT",
    mended: { deployment: { ...canary, hooks: [{ pause: {}, stages: ["POST_PRODUCTION_TRAFFIC_SHIFT"] }] } },
  },
  {
    title: "a stage twice",
    given: { deployment: { ...canary, hooks: [{ ...hook, stages: ["PRE_SCALE_UP", "PRE_SCALE_UP"] }] } },
    problem: "services[0].deployment.hooks[0] (orders): names stage PRE_SCALE_UP twice => remove one of them",
    mended: { deployment: { ...canary, hooks: [{ ...hook, stages: ["PRE_SCALE_UP"] }] } },
  },
  {
    title: "a function of another Region",
    given: { deployment: { ...canary, hooks: [{ ...hook, lambda: hook.lambda.replace("us-east-1", "eu-west-1") }] } },
    problem:
      "services[0].deployment.hooks[0] (orders): is in eu-west-1; allowed: a function in us-east-1, because AWS takes functions of the Region of the stack only => create the function in us-east-1 and name that ARN",
    mended: { deployment: { ...canary, hooks: [hook] } },
  },
  {
    title: "a header that an ALB drops",
    given: { deployment: { ...canary, testHeader: { name: "x_test", value: "new" } } },
    problem:
      'services[0].deployment.testHeader.name (orders): got "x_test"; allowed: at most 40 letters, digits and hyphens, not Host => set a value in this form',
    mended: { deployment: { ...canary, testHeader } },
  },
  {
    title: "the header Host",
    given: { deployment: { ...canary, testHeader: { name: "host", value: "new" } } },
    problem:
      'services[0].deployment.testHeader.name (orders): got "host"; allowed: at most 40 letters, digits and hyphens, not Host => set a value in this form',
    mended: { deployment: { ...canary, testHeader } },
  },
  {
    title: "a header behind an NLB of the option",
    given: { deployment: { ...canary, testHeader } },
    stack: { option: 3 },
    problem:
      "services[0].deployment.testHeader (orders): needs an ALB, and the tasks are behind an NLB (option 3), which reads no headers => remove testHeader, or use option 1, 4 or 5",
    mended: { deployment: { ...canary, testHeader } },
    mendedStack: { option: 4 },
  },
  {
    title: "a header behind an NLB of the service",
    given: { balancer: "nlb", deployment: { ...canary, testHeader } },
    problem:
      "services[0].deployment.testHeader (orders): needs an ALB, and the tasks are behind an NLB, which reads no headers => remove testHeader, or use balancer: alb",
    mended: { balancer: "alb", deployment: { ...canary, testHeader } },
  },
  {
    title: "a service in Cloud Map",
    given: { balancer: "cloudMap", healthCheck: { command: ["CMD-SHELL", "true"] }, deployment: canary },
    problem:
      "services[0].deployment.strategy (orders): got canary; allowed with Cloud Map, where ECS can move no requests: rolling => use balancer: alb or nlb, or strategy: rolling",
    mended: { balancer: "nlb", deployment: canary },
  },
  {
    title: "a service with two places",
    given: { standby: { balancer: "nlb" }, deployment: canary },
    problem:
      "services[0].deployment (orders): moves requests between two target groups of one place, and with standby the service has two places => remove standby; a service that moves first leaves the strategy (leaving: both, then leaving: primary, then no deployment)",
    mended: { deployment: canary },
  },
  {
    title: "scaling by CPU, the default",
    given: { autoscaling: { minCount: 2, maxCount: 4 }, deployment: canary },
    problem:
      "services[0].autoscaling.cpuPercent (orders): scales by CPU (its default), whose average halves while a deployment runs both revisions, so that ECS would stop tasks that are needed => set autoscaling.requestsPerTarget or memoryPercent and no cpuPercent, or use strategy: rolling",
    mended: { autoscaling: { minCount: 2, maxCount: 4, requestsPerTarget: 100 }, deployment: canary },
  },
  {
    title: "leaving without a wait",
    given: { wait: false, deployment: { ...canary, leaving: "both" } },
    problem:
      "services[0].wait (orders): got false; allowed with deployment.leaving: true, because requests move to tasks that must be healthy => remove wait until the strategy is left",
    mended: { deployment: { ...canary, leaving: "both" } },
  },
  {
    title: "a standby of the stack with other target groups",
    given: { deployment: canary },
    stack: { option: 1, standby: 2 },
    problem:
      "services[0].deployment (orders): moves requests between two target groups, and with standby: 2 the tasks have others there (orders-nlb, orders-nlb-alt; under option 1: orders-alb, orders-alb-alt) => leave the strategy before standby is set (leaving: both, then leaving: primary, then no deployment), or remove standby",
    mended: { deployment: canary },
    mendedStack: { option: 1, standby: 5 },
  },
  {
    title: "a service that runs elsewhere",
    given: {
      image: undefined,
      existing: { endpointService: { name: "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718", port: 8080 } },
      deployment: canary,
    },
    problem:
      "services[0].deployment (orders): has no effect on a service behind an endpoint service => remove deployment, or remove existing to run the service in this stack",
    mended: { deployment: canary },
  },
];
