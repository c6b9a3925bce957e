import type { Entry } from "../../support/scenario";
import { service } from "../../support/scenario";

const strategies = {
  blue: { strategy: "blueGreen" },
  linear: { strategy: "linear", percent: 40 },
  canary: { strategy: "canary", percent: 10 },
} as const;

const places = {
  alb: {},
  group: { group: "web" },
  nlb: { balancer: "nlb" },
} as const;

type Keys = Readonly<Record<string, unknown>>;

/** Name of the CloudWatch alarm that rolls back the deployments of a service. */
export const alarmOf = (name: string) => `errors-${name}`;

/** ARN of the function that deployments of a service ask. */
export const lambdaOf = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;

/** What a service states beside its strategy: `alarms`, `hooks`. */
export const withAlarm = (name: string): Keys => ({ alarms: { names: [alarmOf(name)] } });
export const withLambda = (name: string): Keys => ({
  hooks: [{ lambda: lambdaOf(name), stages: ["PRODUCTION_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT"] }],
});
export const withPause = (): Keys => ({ hooks: [{ pause: {}, stages: ["POST_TEST_TRAFFIC_SHIFT"] }] });
export const withNothing = (): Keys => ({});

/** Each strategy behind a dedicated ALB, a shared ALB and an NLB, and a service of the group without a strategy. */
export const services = (image: string, more: (name: string) => Keys, keys: Keys = {}): readonly Entry[] => [
  service("plain", "sales", { image, group: "web" }),
  ...Object.entries(places).flatMap(([place, where]) =>
    Object.entries(strategies).map(([strategy, deployment]) => {
      const name = `${strategy}-${place}`;
      return service(name, "sales", { image, ...where, ...keys, deployment: { ...deployment, ...more(name) } });
    }),
  ),
];

/** Names of the services whose requests ECS moves. */
export const shifting = Object.keys(places).flatMap((place) =>
  Object.keys(strategies).map((strategy) => `${strategy}-${place}`),
);
