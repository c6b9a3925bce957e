import assert from "node:assert/strict";
import { webAcl } from "../support/access";
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

  it("a client without credentials is refused where all need some, before and after", () => {
    const refused = (before: Keys, after: Keys, own: Keys = {}, then = own) =>
      requestsOf(settings(before, own), settings(after, then)).flatMap(({ route, requests }) =>
        requests.some(({ expected }) => expected.length === 0) ? [route.replace(" without credentials", "")] : [],
      );
    const item = "/orders/item/1";
    assert.deepEqual(refused(iam, iam), ["/orders", item]);
    assert.deepEqual(refused({ option: 5, ...iam }, { option: 5, ...cognito }), ["/orders", item]);
    assert.deepEqual([refused({}, iam), refused(iam, {}), refused(iam, iam, { public: true })], [[], [], []]);
    const [open, closed] = [{ publicPaths: ["/orders/open"] }, { closedPaths: ["/orders/open"] }];
    assert.deepEqual(refused(iam, iam, open), ["/orders", item]);
    assert.deepEqual(refused(iam, iam, open, closed), ["/orders", item]);
    assert.deepEqual(refused(iam, iam, closed, {}), ["/orders", item, "/orders/open"]);
    const plans = (apiKeys: string) => ({ option: 5, usagePlans: [{ name: "partners", keys: ["acme"] }], apiKeys });
    assert.deepEqual(refused(plans("required"), plans("required")), ["/orders", item]);
    assert.deepEqual(refused(plans("optional"), plans("required")), []);
  });

  it("a page reads all answers of an HTTP API, and a web ACL that stays inspects all requests", () => {
    const of = (before: Keys, after: Keys) => {
      const [first] = requestsOf(settings(before), settings(after))[0]?.requests ?? [];
      return [first?.readableBy, first?.replacesHeaders, first?.webAcl];
    };
    const cors = (...origins: readonly string[]) => ({ cors: { origins } });
    const [one, other] = ["https://one.example.com", "https://other.example.com"];
    assert.deepEqual(of(cors(one), cors(other, one)), [one, true, undefined]);
    assert.deepEqual(of({ option: 5, ...cors(one) }, { option: 5, ...cors(one) }), [one, undefined, undefined]);
    assert.deepEqual(of(cors(one), {}), [undefined, undefined, undefined]);
    assert.deepEqual(of(cors(one), cors(other)), [undefined, undefined, undefined]);
    const acl = (name: string) => ({ option: 5, webAcl: webAcl.replace("front", name) });
    assert.deepEqual(of(acl("one"), acl("one")), [undefined, undefined, acl("one").webAcl]);
    assert.deepEqual(of(acl("one"), acl("two")), [undefined, undefined, undefined]);
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
