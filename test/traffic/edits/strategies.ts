import type { Option } from "../../../core/settings/settings";
import type { Entry } from "../../support/scenario";
import type { Content, Edit, EditedStack } from "./edit";
import { service } from "./edit";
import type { Keys } from "./states";
import { cognito, cors, throttle } from "./states";

/**
 * Option 1 has all three places. The stack files are valid under 3, 4 and 5 too, which have run in no order yet: add them
 * here together with their rows.
 */
const options: readonly Option[] = [1];
const groups = options;

const repository = "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop";
const secret = (name: string) => `arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/${name}-AbCdEf`;
const image = { image: `${repository}/app:1.1.0` };

const blueGreen = { strategy: "blueGreen" };
const linear = { strategy: "linear", percent: 50, stepMinutes: 1 };
const canary = { strategy: "canary", percent: 10, stepMinutes: 1 };
const strategies = [blueGreen, linear, canary];

/** A place of a service, with its strategy there. */
interface Place {
  readonly suffix: string;
  readonly keys: Keys;
  readonly deployment: Keys;
}

/** Each place with another strategy. Under options that do not let services choose, some of them are the same place. */
const places: readonly Place[] = [
  { suffix: "alb", keys: {}, deployment: blueGreen },
  { suffix: "group", keys: { group: "team" }, deployment: canary },
  { suffix: "nlb", keys: { balancer: "nlb" }, deployment: linear },
];

/** Each place with each strategy. */
const everyPlace = places.flatMap(({ suffix, keys }) =>
  strategies.map((deployment, index) => ({ suffix: `${suffix}-${String(index + 1)}`, keys, deployment })),
);

const given = (keys: Keys): Keys => Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));

/** Keys of a service at one time; those in `deployment` are added to its strategy, and null removes it. */
type State = Keys & { readonly deployment?: Keys | null };

function entryOf(
  kind: string,
  { suffix, keys, deployment }: Place,
  { deployment: more = {}, ...others }: State,
): Entry {
  const shifted = more === null ? undefined : { ...deployment, ...more };
  return service(`${kind}-${suffix}`, given({ ...keys, ...others, deployment: shifted }));
}

const contents = (states: readonly Content[]) => states as unknown as Edit["contents"];

/** An edit of a service in each of the places, which goes through these states. */
const inPlaces = (
  kind: string,
  title: string,
  states: readonly State[],
  at: readonly Place[] = places,
  under: readonly Option[] = options,
): Edit => ({
  ...{ kind: `strategy-${kind}`, title: `${title}, with a strategy`, options: under },
  contents: contents(states.map((state) => ({ services: at.map((place) => entryOf(kind, place, state)) }))),
});

const albs = places.filter(({ suffix }) => suffix !== "nlb");
const grouped = places.filter(({ suffix }) => suffix === "group");

const task: readonly Edit[] = [
  inPlaces("environment", "`environment`", [{ environment: { LEVEL: "info" } }, { environment: { LEVEL: "debug" } }]),
  inPlaces("secrets", "`secrets`", [{ secrets: { KEY: secret("first") } }, { secrets: { KEY: secret("second") } }]),
  inPlaces("cpu", "`cpu` and `memoryMiB`", [{}, { cpu: 512, memoryMiB: 1024 }]),
  inPlaces("count", "`desiredCount`, more and fewer", [{}, { desiredCount: 4 }, { desiredCount: 1 }]),
  inPlaces("sidecars", "`sidecars`, added and removed", [
    {},
    { sidecars: [{ name: "proxy", image: `${repository}/proxy:1.0.0` }] },
    {},
  ]),
];

const target: readonly Edit[] = [
  inPlaces("health", "`healthCheck.path`", [{}, { healthCheck: { path: "/health" } }]),
  inPlaces("drain", "`drainSeconds`", [{}, { drainSeconds: 60 }]),
  inPlaces("port", "`containerPort`", [{ containerPort: 8080 }, { containerPort: 9090 }]),
  inPlaces("unwaited", "`image` with `wait: false`", [{ wait: false }, { wait: false, ...image }]),
  inPlaces("path", "`path` outside a `group`", [{}, { path: "/elsewhere" }], places.slice(0, 1)),
];

const ownAlarm = { errorPercent: 2 };
const lambda = "arn:aws:lambda:us-east-1:111122223333:function:check-release";
const hooked = (...stages: readonly string[]) => ({ hooks: [{ lambda, stages }] });

const strategy: readonly Edit[] = [
  inPlaces("alarms", "`deployment.alarms`, added, changed, removed", [
    {},
    { deployment: { alarms: ownAlarm } },
    { ...image, deployment: { alarms: { errorPercent: 5, names: ["errors"] } } },
    image,
  ]),
  inPlaces("hooks", "`deployment.hooks`, added, changed, removed", [
    {},
    { deployment: hooked("POST_TEST_TRAFFIC_SHIFT") },
    { ...image, deployment: hooked("PRE_SCALE_UP", "POST_PRODUCTION_TRAFFIC_SHIFT") },
    image,
  ]),
  inPlaces("minutes", "`deployment.bakeMinutes`", [{}, { ...image, deployment: { bakeMinutes: 1 } }]),
  inPlaces(
    "header",
    "`deployment.testHeader`, added, changed, removed",
    [
      {},
      { ...image, deployment: { testHeader: { name: "x-release", value: "candidate" } } },
      { deployment: { testHeader: { name: "x-try", value: "new" } } },
      image,
    ],
    albs,
    groups,
  ),
  inPlaces(
    "percent",
    "`deployment.percent` and `stepMinutes`",
    [{}, { ...image, deployment: { percent: 25 } }],
    [...places.slice(1)],
  ),
  {
    ...{ kind: "strategy-other", title: "`deployment.strategy`, each after the other", options },
    contents: contents(
      [0, 1, 2, 0].map((first) => ({
        services: places.map((place, index) =>
          entryOf("other", { ...place, deployment: strategies[(first + index) % 3] ?? {} }, {}),
        ),
      })),
    ),
  },
];

const inGroup = (kind: string, title: string, states: readonly State[]) =>
  inPlaces(kind, title, states, grouped, groups);

/** Two services of a group, of which one changes. */
const group: readonly Edit[] = [
  inGroup("strip", "`stripPrefix` in a `group`, on and off", [{}, { stripPrefix: true }, { stripPrefix: false }]),
  inGroup("priority", "`pins.priority` in a `group`", [{}, { pins: { priority: 100 } }]),
  {
    ...{ kind: "strategy-member", title: "a service with a strategy added to a `group` and removed", options: groups },
    contents: contents([
      {},
      ...[{}, { retired: true }].map((keys) => ({
        services: [service("member", { group: "team", deployment: canary, ...keys })],
      })),
      {},
    ]),
  },
  {
    ...{ kind: "strategy-leaving-one", title: "one of two services of a `group` leaves its strategy", options: groups },
    contents: contents(
      [canary, { ...canary, leaving: "both" }, { ...canary, leaving: "primary" }, undefined].map((deployment) => ({
        services: [
          service("goes", given({ group: "pair", deployment })),
          service("stays", { group: "pair", deployment: canary, ...image }),
        ],
      })),
    ),
  },
];

/** A service in each place that leaves its strategy. */
const leaving: Edit = inPlaces("left", "the three updates that leave it", [
  {},
  { deployment: { leaving: "both" } },
  { deployment: { leaving: "primary" } },
  { deployment: null },
]);

const renamed: Edit = {
  ...{ kind: "strategy-renamed", title: "`name` with `formerly`, with a strategy", options },
  contents: contents([
    { services: places.map((place) => entryOf("early", place, {})) },
    { services: places.map((place) => entryOf("later", place, { formerly: `early-${place.suffix}` })) },
  ]),
};

/** Keys of the stack, all at once: what changes is the API, or the listeners of the load balancers. */
const ofStack = (kind: string, title: string, states: readonly Keys[]): EditedStack => ({
  name: `strategy-${kind}`,
  edits: [
    {
      ...{ kind: `strategy-${kind}`, title: `${title}, with strategies`, options, isOfStack: true },
      contents: contents(
        states.map((stack) => ({ stack, services: places.map((place) => entryOf("kept", place, {})) })),
      ),
    },
  ],
});

const hostedZone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" };

/** Edits of services in whose deployments ECS moves requests, behind each kind of load balancer. */
export const strategyEdits: readonly EditedStack[] = [
  { name: "strategies", edits: [inPlaces("image", "`image`", [{}, image, {}], everyPlace)] },
  { name: "strategy-tasks", edits: task },
  { name: "strategy-targets", edits: target },
  { name: "strategy-keys", edits: strategy },
  { name: "strategy-groups", edits: group },
  { name: "strategy-moves", edits: [leaving, renamed] },
  ofStack("access", "`auth`, `cors` and `throttle`, added and removed", [
    {},
    { ...cognito(), ...cors(), ...throttle },
    {},
  ]),
  ofStack("domain", "`domain`, added and removed", [
    {},
    { hostedZone, domain: { name: "api.example.com", defaultEndpoint: "open" } },
    {},
  ]),
];
