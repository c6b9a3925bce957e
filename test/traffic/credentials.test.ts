import assert from "node:assert/strict";
import { article, service, settingsOf } from "../support/scenario";
import type { Shown } from "./credentials";
import { shownBy } from "./credentials";
import { requestsOf } from "./requests";

type Keys = Readonly<Record<string, unknown>>;

const iam = { auth: { kind: "iam" } };
const userPool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123";
const issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123";
const cognito = { auth: { kind: "cognito", userPool, clients: ["web"] } };
const settings = (stack: Keys, own: Keys = {}) =>
  settingsOf(article({ ...stack, services: [service("orders", "sales", own)] }));

function shown(before: ReturnType<typeof settings>, after: ReturnType<typeof settings>, path = "/orders") {
  const state = (of: typeof before) => {
    const [found] = of.services;
    assert.ok(found);
    return { settings: of, service: found, path };
  };
  return shownBy(state(before), state(after));
}
const idToken: Shown = { token: { issuer, use: "id", scopes: [], audience: "web" } };
const accessToken = (...scopes: string[]): Shown => ({ token: { issuer, use: "access", scopes, clientId: "web" } });

describe("credentials of clients that an update must not lose", () => {
  it("who needs them before or after shows them always, others none", () => {
    assert.deepEqual(shown(settings({}), settings({})), [{}]);
    assert.deepEqual(shown(settings({}), settings(iam)), [{ signed: true }]);
    assert.deepEqual(shown(settings(iam), settings(iam, { public: true })), [{ signed: true }]);
    const open = settings(iam, { publicPaths: ["/orders/open"] });
    assert.deepEqual(shown(open, open, "/orders/open/1"), [{}]);
    assert.deepEqual(shown(open, open, "/orders/opened"), [{ signed: true }]);
  });

  it("without credentials that meet both, the old or the new ones", () => {
    assert.deepEqual(shown(settings({ option: 5, ...iam }), settings({ option: 5, ...cognito })), [
      { signed: true },
      idToken,
    ]);
    const scoped = (option: number) =>
      shown(settings({ option, ...cognito }), settings({ option, ...cognito }, { scopes: ["shop/read"] }));
    assert.deepEqual(scoped(5), [idToken, accessToken("shop/read")]);
    assert.deepEqual(scoped(1), [accessToken("shop/read")]);
  });

  it("a key that exists before is shown if one is required before or after", () => {
    const plans = (apiKeys: string, ...keys: readonly string[]) =>
      settings({ option: 5, usagePlans: [{ name: "partners", keys }], apiKeys });
    assert.deepEqual(shown(settings({ option: 5 }), plans("required", "acme")), [{}]);
    assert.deepEqual(shown(plans("optional", "acme"), plans("optional", "acme")), [{}]);
    assert.deepEqual(shown(plans("optional", "acme", "globex"), plans("required", "globex")), [{ key: "globex" }]);
  });

  it("a preflight is asked if it is answered before and after", () => {
    const cors = { cors: { origins: ["https://www.example.com"] } };
    const preflights = (before: Keys, after: Keys) =>
      requestsOf(settings(before), settings(after)).filter(({ route }) => route.startsWith("preflight")).length;
    assert.equal(preflights({}, cors), 1);
    assert.equal(preflights({ ...cors, ...iam }, cors), 1);
    assert.equal(preflights(iam, { ...cors, ...iam }), 0);
    assert.equal(preflights(cors, { cors: { origins: ["https://shop.example.com"] } }), 0);
    assert.equal(preflights({}, {}), 0);
  });
});
