import assert from "node:assert/strict";
import { decide } from "../../core/decide";
import { cognito, iam, jwt, usagePlans, webAcl } from "../support/access";
import { article, articleServices, planOf, problemsOf } from "../support/scenario";

const awake = (changes: Record<string, unknown>) => article({ keepAwake: true, ...changes });
const services = (more: Readonly<Record<string, Record<string, unknown>>>) =>
  articleServices.map((service) => ({ ...service, ...more[service.name] }));
const health = services({ orders: { publicPaths: ["/orders/health"] }, stock: { publicPaths: ["/stock/health"] } });
const notes = (raw: Record<string, unknown>) => {
  const decision = decide(raw, "us-east-1");
  return "notes" in decision ? decision.notes.filter((note) => note.startsWith("keepAwake")) : decision.problems;
};
const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000";
const mutualTls = { truststore: "s3://acme/truststore.pem" };
const domain = { name: "api.example.com", certificate, mutualTls };

describe("keepAwake", () => {
  for (const option of [1, 5]) {
    it(`option ${option}: one request to each VPC link, to its first service`, () => {
      assert.deepEqual(planOf(awake({ option })).keepAwake, {
        name: "keep-awake",
        requests: [
          { link: "sales", path: "/orders" },
          { link: "supply", path: "/stock" },
        ],
      });
    });

    const auth = option === 1 ? jwt : cognito;
    it(`option ${option}: takes public paths where the others need tokens`, () => {
      assert.deepEqual(planOf(awake({ option, auth, services: health })).keepAwake?.requests, [
        { link: "sales", path: "/orders/health" },
        { link: "supply", path: "/stock/health" },
      ]);
    });

    it(`option ${option}: takes a public service behind the link`, () => {
      const open = services({ shipping: { public: true }, customers: { public: true } });
      assert.deepEqual(planOf(awake({ option, auth: iam, services: open })).keepAwake?.requests, [
        { link: "sales", path: "/customers" },
        { link: "supply", path: "/shipping" },
      ]);
    });

    it(`option ${option}: refuses a link that needs tokens on all routes, and the fix works`, () => {
      const one = services({ orders: { publicPaths: ["/orders/health"] } });
      assert.deepEqual(problemsOf(awake({ option, auth, services: one })), [
        "keepAwake: got true; its requests have no credentials, and every path behind the VPC link supply needs some (stock, shipping)",
      ]);
    });

    it(`option ${option}: refuses mutual TLS`, () => {
      assert.deepEqual(problemsOf(awake({ option, domain })), [
        "keepAwake: got true; its requests have no client certificate, which domain.mutualTls requires",
      ]);
    });
  }

  it("option 5: refuses API keys on all routes", () => {
    const needs = (link: string, of: string) =>
      `keepAwake: got true; its requests have no credentials, and every path behind the VPC link ${link} needs some (${of})`;
    assert.deepEqual(problemsOf(awake({ option: 5, usagePlans })), [
      needs("sales", "orders, customers"),
      needs("supply", "stock, shipping"),
    ]);
  });

  it("option 5: says that a web ACL may refuse the requests", () => {
    assert.equal(notes(awake({ option: 5, webAcl })).length, 1);
    assert.deepEqual(notes(awake({ option: 5 })), []);
  });

  it("a link whose services are all retired has no request", () => {
    const retired = services({ stock: { retired: true }, shipping: { retired: true } });
    assert.deepEqual(planOf(awake({ option: 5, services: retired })).keepAwake?.requests, [
      { link: "sales", path: "/orders" },
    ]);
  });

  for (const option of [2, 3, 4])
    it(`option ${option}: has no effect, and is not refused`, () => {
      assert.equal(planOf(awake({ option, auth: iam })).keepAwake, undefined);
      assert.deepEqual(notes(awake({ option, auth: iam })), [
        `keepAwake: has no effect under option ${option}, because VPC links V1 do not sleep`,
      ]);
    });

  it("is off unless the stack file sets it", () => {
    assert.equal(planOf(article({ option: 5 })).keepAwake, undefined);
  });
});
