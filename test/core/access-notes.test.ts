import assert from "node:assert/strict";
import { accessNotes } from "../../core/access-notes";
import { planStack } from "../../core/planner";
import { cognito, iam, jwt, usagePlans, webAcl } from "../support/access";
import { withDomain } from "../support/front";
import { article, everyOption, service, settingsOf } from "../support/scenario";

const notes = (more: Record<string, unknown>, option = 1) => accessNotes(settingsOf(article({ option, ...more })));
const logged = { account: { restLogRole: "exists" } };
const origins = ["https://www.example.com"];

const refusing = (what: string) =>
  `auth: as of the update that adds or changes it, requests without ${what} are refused; let all clients send it before that update`;

describe("notes on the access to an API", () => {
  it("are none without its keys, and are among the notes of a plan", () => {
    for (const option of everyOption) assert.deepEqual(notes({}, option), []);
    const settings = settingsOf(article({ auth: jwt }));
    assert.deepEqual(planStack(settings).notes, [refusing("a token of auth.issuer")]);
  });

  it("say what clients need when authorization comes, if any service needs it", () => {
    assert.deepEqual(notes({ auth: iam }), [refusing("a signature of an IAM principal with execute-api:Invoke")]);
    assert.deepEqual(notes({ auth: cognito }), [refusing("a token of auth.userPool")]);
    const services = [service("orders", "sales", { public: true }), service("old", "sales", { retired: true })];
    assert.deepEqual(notes({ auth: iam, services }), []);
  });

  it("say what a REST API does otherwise with tokens of a user pool", () => {
    const clients =
      "auth.clients: a REST API does not check which app client of the user pool a token is for; name scopes that only these clients get, or use option 1";
    const services = [
      service("orders", "sales", { scopes: ["orders/read"] }),
      service("stock", "supply"),
      service("shipping", "supply"),
      service("docs", "supply", { public: true }),
    ];
    const [first, second, ...others] = notes({ auth: cognito, services, ...logged }, 4);
    assert.equal(first, refusing("a token of auth.userPool"));
    assert.match(
      second ?? "",
      /^auth: a REST API takes ID tokens for services without scopes \(stock, shipping\) and access/,
    );
    assert.deepEqual(others, [clients]);
    const all = services.slice(0, 1);
    assert.deepEqual(notes({ auth: cognito, services: all, ...logged }, 2), [first, clients]);
    assert.deepEqual(notes({ auth: cognito, services: all }), [first]);
  });

  it("say how a public path is closed, before and after, where its methods outlive an update", () => {
    const services = [
      service("orders", "sales", { publicPaths: ["/orders/open"] }),
      service("stock", "supply", { closedPaths: ["/stock/open"] }),
      service("old", "supply", { closedPaths: ["/old/open"], retired: true }),
    ];
    const [, ...paths] = notes({ auth: iam, services, ...logged }, 5);
    assert.deepEqual(paths, [
      "closedPaths of stock: once an update has closed the paths, remove the key; they stay closed",
      "publicPaths of orders: to close a path, move it to closedPaths for one update; if it is only removed, it stays open until the API is deployed again",
    ]);
    assert.deepEqual(notes({ auth: iam, services }), [
      refusing("a signature of an IAM principal with execute-api:Invoke"),
    ]);
  });

  it("name the two steps in which clients get API keys", () => {
    const [required, ...others] = notes({ usagePlans }, 5);
    assert.match(
      required ?? "",
      /^usagePlans: requests without an API key are refused .* first add them with `apiKeys: optional`, .* and then set `apiKeys: required`$/,
    );
    assert.deepEqual(others, []);
    const [optional] = notes({ usagePlans, apiKeys: "optional" }, 5);
    assert.match(optional ?? "", /^apiKeys: no request needs a key yet; .* set `apiKeys: required`$/);
  });

  it("say who sends the headers that browsers ask for", () => {
    const rest = (headers: string) =>
      `cors: API Gateway answers preflights itself; with every other answer, the services have to send ${headers}, because a REST API adds nothing to their answers (an HTTP API, option 1, does)`;
    assert.deepEqual(notes({ cors: { origins } }), [
      "cors: API Gateway answers preflights itself, and replaces the CORS headers of the services by its own",
    ]);
    assert.deepEqual(notes({ cors: { origins } }, 2), [rest("Access-Control-Allow-Origin")]);
    assert.deepEqual(notes({ cors: { origins, credentials: true, exposeHeaders: ["x-total"] } }, 5), [
      rest("Access-Control-Allow-Origin, Access-Control-Allow-Credentials, Access-Control-Expose-Headers"),
    ]);
  });

  it("name request headers that web pages need and may not send", () => {
    const missing = (headers: readonly string[], more: Record<string, unknown>, option = 1) =>
      notes({ cors: { origins, headers }, ...more, ...logged }, option).filter((note) =>
        note.startsWith("cors.headers"),
      );
    const text = (names: string, it: string) =>
      `cors.headers: web pages may not send ${names}, which requests need; add ${it}`;
    assert.deepEqual(missing(["Content-Type"], { auth: jwt }), [text("authorization", "it")]);
    assert.deepEqual(missing(["*"], { auth: jwt }), [text("authorization", "it")]);
    assert.deepEqual(missing(["*", "Authorization"], { auth: iam }), []);
    assert.deepEqual(missing(["authorization"], { auth: iam, usagePlans }, 5), [
      text("x-amz-date, x-amz-security-token, x-api-key", "them"),
    ]);
    assert.deepEqual(notes({ cors: { origins }, auth: iam, usagePlans, ...logged }, 5).length, 3);
    assert.deepEqual(missing([], {}), []);
  });

  it("say that a web ACL is missing for a moment when it changes", () => {
    assert.deepEqual(notes({ webAcl }, 3), [
      "webAcl: an update that changes it leaves the API without a web ACL for a moment",
    ]);
  });

  it("say where the logs of a REST API are not written", () => {
    const off =
      "accessLogs: the requests of the API are not logged, because REST APIs write logs by one role of the account and Region; set account.restLogRole to exists if there is one, or to create in one stack";
    for (const option of everyOption) {
      const of = (more: Record<string, unknown>) => notes(more, option).filter((note) => note.startsWith("accessLogs"));
      const expected = option === 1 ? [] : [off];
      for (const wanted of [{ accessLogs: true }, { auth: iam }, withDomain()]) {
        assert.deepEqual(of(wanted), expected);
        assert.deepEqual(of({ ...wanted, account: { restLogRole: "create" } }), []);
      }
      for (const unwanted of [{}, { accessLogs: false, auth: iam }, { accessLogs: false, ...withDomain() }])
        assert.deepEqual(of(unwanted), []);
    }
  });
});
