import type { Option } from "../../../core/settings/settings";
import type { Entry } from "../../support/scenario";
import { everyOption } from "../../support/scenario";
import type { Edit, EditedStack } from "./edit";
import { service } from "./edit";
import { hostedZone } from "./tls";

type Keys = Readonly<Record<string, unknown>>;

const rest: readonly Option[] = [2, 3, 4, 5];
const plain: readonly Entry[] = [service("plain"), service("stripped", { stripPrefix: true })];

/** A stack of services that goes through these states of its own keys, in a stack of its own. */
const ofKeys = (
  kind: string,
  title: string,
  states: readonly Keys[],
  { services = plain, options = everyOption }: { services?: readonly Entry[]; options?: readonly Option[] } = {},
): EditedStack => ({
  name: kind,
  edits: [
    {
      ...{ kind, title, options, isOfStack: true },
      contents: states.map((stack) => ({ services, stack })) as unknown as Edit["contents"],
    },
  ],
});

/** A service of a stack with these keys that goes through these states, beside one that does not change. */
const ofService = (
  kind: string,
  title: string,
  stack: Keys,
  states: readonly Keys[],
  options: readonly Option[] = everyOption,
): EditedStack => ({
  name: kind,
  edits: [
    {
      ...{ kind, title, options, isOfStack: true },
      contents: states.map((keys) => ({
        services: [service("changed", keys), service("beside")],
        stack,
      })) as unknown as Edit["contents"],
    },
  ],
});

const iam = { auth: { kind: "iam" } };
const jwt = (more: Keys = {}) => ({
  auth: { kind: "jwt", issuer: "https://login.example.com/", audiences: ["shop"], ...more },
});
const cognito = (more: Keys = {}) => ({
  auth: {
    kind: "cognito",
    userPool: "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123",
    clients: ["web"],
    ...more,
  },
});
const otherPool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_Other1234";
const origins = ["https://www.example.com"];
const cors = (more: Keys = {}) => ({ cors: { origins, ...more } });
const throttle = { throttle: { ratePerSecond: 100, burst: 200 } };
const fewer = { throttle: { ratePerSecond: 10, burst: 20 } };
const plan = (name: string, ...keys: readonly string[]) => ({ name, keys });
const plans = (...keys: readonly string[]) => [plan("partners", ...keys)];
/** Two plans before and after the key moves that clients show, the first one, and then one by another name. */
const together = [plan("partners", "acme", "globex"), plan("gold", "initech")];
const moved = [plan("partners", "globex"), plan("gold", "initech", "acme")];
const renamed = [plan("friends", "globex"), plan("gold", "initech", "acme")];
const acl = (name: string) =>
  `arn:aws:wafv2:us-east-1:111122223333:regional/webacl/${name}/0a1b2c3d-0000-4000-8000-000000000001`;
const scopes = (...names: readonly string[]) => ({ scopes: names });

/** Edits of who may send requests. Clients have the credentials that they need before or after an update. */
const authorization: readonly EditedStack[] = [
  ofKeys("auth-iam", "`auth.kind: iam`, added and removed", [{}, iam, {}]),
  ofKeys(
    "auth-jwt",
    "`auth.kind: jwt`, added, another audience too, removed",
    [...[{}, jwt(), jwt({ audiences: ["shop", "partners"] }), {}]],
    { options: [1] },
  ),
  ofKeys("auth-cognito", "`auth.kind: cognito`, added and removed", [{}, cognito(), {}]),
  // A REST API does not check clients.
  ofKeys("auth-clients", "`auth.clients`, another one too", [cognito(), cognito({ clients: ["web", "app"] })], {
    options: [1],
  }),
  ofKeys("auth-kind", "`auth.kind`: `iam` to `cognito`, and back", [iam, cognito(), iam]),
  ofKeys("auth-jwt-cognito", "`auth.kind`: `jwt` to `cognito`, and back", [jwt(), cognito(), jwt()], { options: [1] }),
  ofKeys("auth-issuer", "`auth.issuer`", [jwt(), jwt({ issuer: "https://id.example.com/" })], { options: [1] }),
  ofKeys("auth-user-pool", "`auth.userPool`", [cognito(), cognito({ userPool: otherPool })]),
  ofService("public", "`public`, on and off", cognito(), [{}, { public: true }, {}]),
  ofService("public-paths", "`publicPaths`, added, another one too, both closed by `closedPaths`, removed", cognito(), [
    ...[{}, { publicPaths: ["/changed/open"] }, { publicPaths: ["/changed/open", "/changed/free"] }],
    ...[{ closedPaths: ["/changed/open", "/changed/free"] }, {}],
  ]),
  ofService(
    "closed-path-cors",
    "`closedPaths` for one of two `publicPaths`, with `cors`",
    { ...cognito(), ...cors() },
    [
      ...[{ publicPaths: ["/changed/open", "/changed/free"] }],
      ...[{ publicPaths: ["/changed/free"], closedPaths: ["/changed/open"] }, { publicPaths: ["/changed/free"] }],
    ],
  ),
  ofService("scopes", "`scopes`, another one too, one less", cognito(), [
    ...[scopes("shop/read"), scopes("shop/read", "shop/write"), scopes("shop/write")],
  ]),
  ofService("scopes-added", "`scopes`, added and removed", cognito(), [{}, scopes("shop/read"), {}]),
];

/** Edits of what browsers may do. */
const browsers: readonly EditedStack[] = [
  ofKeys("cors", "`cors`, added, another origin too, removed", [
    ...[{}, cors(), cors({ origins: [...origins, "https://shop.example.com"] }), {}],
  ]),
  ofKeys("cors-auth", "`cors` with `auth`, added, with credentials, removed", [
    ...[cognito(), { ...cognito(), ...cors() }, { ...cognito(), ...cors({ credentials: true }) }, cognito()],
  ]),
  ofKeys("cors-headers", "`methods`, `headers`, `exposeHeaders` and `maxAgeSeconds` of `cors`", [
    cors(),
    cors({ methods: ["GET", "POST"], headers: ["authorization"], exposeHeaders: ["x-request-id"], maxAgeSeconds: 60 }),
    cors(),
  ]),
  ofKeys("auth-cors", "`auth` with `cors`, added and removed", [cors(), { ...cors(), ...iam }, cors()]),
];

/** Edits of how often clients may send requests, and what stands in front of an API. */
const limits: readonly EditedStack[] = [
  ofKeys("throttle", "`throttle` of the stack, added, lower, removed", [{}, throttle, fewer, {}]),
  ofService("route-throttle", "`throttle` of a service, added, lower, removed", {}, [{}, throttle, fewer, {}]),
  ofKeys(
    "usage-plans",
    "`usagePlans` with `apiKeys: optional`, which is `required` afterwards, another key, removed",
    [
      {},
      { usagePlans: plans("acme"), apiKeys: "optional" },
      { usagePlans: plans("acme") },
      { usagePlans: plans("acme", "globex") },
      {},
    ],
    { options: rest },
  ),
  ofKeys("usage-plans-at-once", "`usagePlans` added with `apiKeys: required`", [{}, { usagePlans: plans("acme") }], {
    options: rest,
  }),
  ofKeys(
    "key-moved",
    "a key moved to another usage plan in one update",
    [{ usagePlans: together }, { usagePlans: moved }],
    {
      options: rest,
    },
  ),
  ofKeys("plan-renamed", "`name` of a usage plan in one update", [{ usagePlans: moved }, { usagePlans: renamed }], {
    options: rest,
  }),
  ofKeys(
    "key-moved-optional",
    "a key moved to another usage plan that gets another `name` afterwards, with `apiKeys: optional` meanwhile",
    [
      { usagePlans: together },
      { usagePlans: together, apiKeys: "optional" },
      { usagePlans: moved, apiKeys: "optional" },
      { usagePlans: renamed, apiKeys: "optional" },
      { usagePlans: renamed },
    ],
    { options: rest },
  ),
  ofKeys(
    "usage-plan-limits",
    "`throttle` and `quota` of a usage plan, added and removed",
    [
      { usagePlans: plans("acme") },
      {
        usagePlans: [
          {
            ...{ name: "partners", keys: ["acme"], ...throttle },
            quota: { requests: 1000, per: "day" },
          },
        ],
      },
      { usagePlans: plans("acme") },
    ],
    { options: rest },
  ),
  ofKeys("web-acl", "`webAcl`, added, another one, removed", [{}, { webAcl: acl("one") }, { webAcl: acl("two") }, {}], {
    options: rest,
  }),
];

const domain = { hostedZone, domain: { name: "api.example.com" } };

/** Edits of an API whose clients use its domain name. */
const atDomain: readonly EditedStack[] = [
  ofKeys("auth-domain", "`auth`, `cors` and `throttle` with a `domain`, added and removed", [
    ...[domain, { ...domain, ...cognito(), ...cors(), ...throttle }, domain],
  ]),
  ofKeys(
    "web-acl-domain",
    "`webAcl` with a `domain`, added and removed",
    [domain, { ...domain, webAcl: acl("one") }, domain],
    {
      options: rest,
    },
  ),
];

/** Edits of how API Gateway waits for services, and of what it logs. */
const answers: readonly EditedStack[] = [
  ofService("timeout", "`timeoutSeconds`, added, longer, removed", {}, [
    ...[{}, { timeoutSeconds: 10 }, { timeoutSeconds: 25 }, {}],
  ]),
  ofService("streaming", "`streaming`, on and off", {}, [{}, { streaming: true }, {}], rest),
  ofKeys("stack-timeout", "`timeoutSeconds` of the stack, added and removed", [{}, { timeoutSeconds: 20 }, {}]),
  ofKeys("access-logs", "`accessLogs`, on, another retention, off", [
    {},
    { accessLogs: true, account: { restLogRole: "create" } },
    { accessLogs: true, account: { restLogRole: "create" }, logRetentionDays: 90 },
    {},
  ]),
  ofKeys("log-role", "`account.restLogRole`: `create` to `exists`, with access logs", [
    { accessLogs: true, account: { restLogRole: "create" } },
    // The role stays, so that AWS notices nothing of it: the other retention is what the update does.
    { accessLogs: true, account: { restLogRole: "exists" }, logRetentionDays: 90 },
  ]),
];

/** Edits of who may come in, how often, and what is logged of it, each in a stack of its own. */
export const authorizationEdits: readonly EditedStack[] = [
  ...authorization,
  ...browsers,
  ...limits,
  ...atDomain,
  ...answers,
];
