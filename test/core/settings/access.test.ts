import assert from "node:assert/strict";
import { cognito, iam, jwt, usagePlans, webAcl } from "../../support/access";
import { article, everyOption, problemsOf, service } from "../../support/scenario";
import { accessMistakes } from "./access-mistakes";
import { problemsWithFixes } from "./fixtures";
import { limitMistakes } from "./limit-mistakes";

const problems = (raw: Record<string, unknown>) =>
  problemsWithFixes(raw, "us-east-1").map(({ where, message, fix }) => `${where}: ${message} => ${fix}`);

const cors = { origins: ["https://www.example.com", "http://localhost:3000"], credentials: true };
const throttle = { ratePerSecond: 0.5, burst: 10 };
const orders = service("orders", "sales", { publicPaths: ["/orders/open", "/orders/docs/api"], throttle });
const open = service("stock", "supply", { public: true, timeoutSeconds: 5 });
const tokens = service("customers", "sales", { scopes: ["shop/read", "shop/write"] });

describe("settings of the access to an API", () => {
  for (const { title, raw, problem, waysOut } of [...accessMistakes, ...limitMistakes])
    it(`refuse ${title}, with a way out`, () => {
      assert.deepEqual(problems(raw), [problem]);
      for (const wayOut of waysOut) assert.deepEqual(problemsOf(wayOut), [], JSON.stringify(wayOut));
    });

  for (const option of everyOption)
    it(`option ${option} accepts what it has`, () => {
      const base = { option, cors, throttle, account: { restLogRole: "create" }, accessLogs: true, timeoutSeconds: 20 };
      const services = [orders, open];
      const ofRest = { usagePlans, webAcl, streaming: true, timeoutSeconds: 900, auth: cognito };
      assert.deepEqual(problemsOf(article({ ...base, auth: iam, services })), []);
      assert.deepEqual(problemsOf(article({ ...base, auth: cognito, services: [...services, tokens] })), []);
      if (option === 1) assert.deepEqual(problemsOf(article({ ...base, auth: jwt, services: [orders, tokens] })), []);
      else assert.deepEqual(problemsOf(article({ ...base, ...ofRest, services: [...services, tokens] })), []);
    });

  it("accept public services without authorization, before it is added and after it is removed", () => {
    assert.deepEqual(problemsOf(article({ services: [orders, open] })), []);
  });

  it("accept a public path around the path of another service", () => {
    const services = [
      service("orders", "sales", { publicPaths: ["/orders/open"] }),
      service("items", "sales", { path: "/orders/open/items" }),
    ];
    for (const option of everyOption) assert.deepEqual(problemsOf(article({ option, auth: iam, services })), []);
  });
});

describe("refused keys of the access to an API", () => {
  /** Keys of all problems of a configuration. */
  const places = (raw: Record<string, unknown>) =>
    problemsOf(article(raw)).map((problem) => problem.slice(0, problem.indexOf(": ")));
  const scoped = [service("orders", "sales", { scopes: ["orders/read"] })];

  it("have no consequences at the keys that they are validated with", () => {
    for (const [place, raw] of [
      ["auth", { auth: "jwt", services: scoped }],
      ["auth.kind", { auth: { ...jwt, kind: "jtw" }, services: scoped }],
      ["auth.issuer", { auth: { ...jwt, issuer: "http://login.example.com" }, services: scoped }],
      ["auth.userPool", { auth: { ...cognito, userPool: "us-east-1_AbCdEf123" }, services: scoped }],
      ["auth.clients", { auth: { kind: "cognito", userPool: cognito.userPool }, services: scoped }],
      ["cors.credentials", { cors: { origins: ["*"], credentials: "yes" } }],
      ["usagePlans", { option: 5, apiKeys: "optional", usagePlans: "partners" }],
      ["streaming", { option: 5, timeoutSeconds: 400, streaming: "on" }],
      [
        "services[0].streaming (orders)",
        { option: 5, timeoutSeconds: 400, services: [service("orders", "sales", { streaming: "on" })] },
      ],
      [
        "services[0].path (orders)",
        { services: [service("orders", "sales", { path: "orders", publicPaths: ["/orders/open"] })] },
      ],
      [
        "services[0].public (orders)",
        {
          auth: jwt,
          services: [service("orders", "sales", { public: "no", scopes: ["a"], publicPaths: ["/orders/a"] })],
        },
      ],
    ] as const)
      assert.deepEqual(places(raw), [place]);
  });

  it("hide no problem of another key", () => {
    for (const [expected, raw] of [
      [["auth.issuer", "auth.kind"], { option: 5, auth: { ...jwt, issuer: "http://login.example.com" } }],
      [["auth.audiences", "webAcl"], { auth: { kind: "jwt", issuer: jwt.issuer }, webAcl }],
      [["cors.origins[0]", "cors.headers"], { cors: { origins: ["a"], headers: ["*"], credentials: true } }],
      [
        ["usagePlans[0].name (A)", "usagePlans[2].name (b)", "apiKeys"],
        {
          ...{ option: 5, apiKeys: "never" },
          usagePlans: [
            { name: "A", keys: ["k1"] },
            { name: "b", keys: ["k2"] },
            { name: "b", keys: ["k3"] },
          ],
        },
      ],
      [
        ["usagePlans[0].throttle.burst (b)", "usagePlans"],
        { usagePlans: [{ name: "b", keys: ["k"], throttle: { ratePerSecond: 1 } }] },
      ],
      [["throttle.burst", "webAcl"], { throttle: { ratePerSecond: 1 }, webAcl }],
    ] as const)
      assert.deepEqual(places(raw).sort(), [...expected].sort());
  });

  it("beside an option that is refused, every option has the problem", () => {
    assert.deepEqual(places({ option: 9, auth: jwt, cors: { origins: ["*"], credentials: true } }), [
      "option",
      "cors.origins",
    ]);
  });
});
