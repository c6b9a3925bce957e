import type { EditedStack } from "./edit";
import { cognito, cors, ofKeys, ofService, rest, throttle } from "./states";
import { hostedZone } from "./tls";

const fewer = { throttle: { ratePerSecond: 10, burst: 20 } };
const plan = (name: string, ...keys: readonly string[]) => ({ name, keys });
const plans = (...keys: readonly string[]) => [plan("partners", ...keys)];
/** Two plans before and after the key moves that clients show, the first one, and then one by another name. */
const together = [plan("partners", "acme", "globex"), plan("gold", "initech")];
const moved = [plan("partners", "globex"), plan("gold", "initech", "acme")];
const renamed = [plan("friends", "globex"), plan("gold", "initech", "acme")];
const acl = (name: string) =>
  `arn:aws:wafv2:us-east-1:111122223333:regional/webacl/${name}/0a1b2c3d-0000-4000-8000-000000000001`;

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
    rest,
  ),
  ofKeys(
    "usage-plans-at-once",
    "`usagePlans` added with `apiKeys: required`",
    [{}, { usagePlans: plans("acme") }],
    rest,
  ),
  ofKeys(
    "key-moved",
    "a key moved to another usage plan in one update",
    [{ usagePlans: together }, { usagePlans: moved }],
    rest,
  ),
  ofKeys(
    "plan-renamed",
    "`name` of a usage plan in one update",
    [{ usagePlans: moved }, { usagePlans: renamed }],
    rest,
  ),
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
    rest,
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
    rest,
  ),
  ofKeys(
    "web-acl",
    "`webAcl`, added, another one, removed",
    [{}, { webAcl: acl("one") }, { webAcl: acl("two") }, {}],
    rest,
  ),
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
    rest,
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

/** Edits of how often clients may come in, how they are answered, and what is logged of it, each in a stack of its own. */
export const limitEdits: readonly EditedStack[] = [...limits, ...atDomain, ...answers];
