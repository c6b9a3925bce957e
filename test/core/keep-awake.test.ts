import assert from "node:assert/strict";
import { planStack } from "../../core/planner";
import { cognito, iam, usagePlans, webAcl } from "../support/access";
import { dnsElsewhere } from "../support/front";
import { article, everyOption, service, settingsOf } from "../support/scenario";

const planned = (more: Record<string, unknown>, option = 1) => {
  const { plan, problems } = planStack(settingsOf(article({ option, keepAwake: true, ...more })));
  return {
    requests: plan.keepAwake?.requests.map(({ link, path }) => `${link} ${path}`) ?? [],
    problems: problems.map(({ where, message, fix }) => `${where}: ${message} => ${fix}`),
  };
};
const own = (path: string, message: string) =>
  `keepAwake: got true; its requests have no credentials, and every path behind the VPC link ${path}`.concat(message);

const open = service("docs", "sales", { publicPaths: ["/docs/open"] });
const services = [service("orders", "sales"), open, service("stock", "supply", { public: true })];

describe("requests that keep VPC links awake", () => {
  for (const option of everyOption)
    it(`option ${option}: go to an open path behind each VPC link V2`, () => {
      const expected = option === 1 || option === 5 ? ["sales /orders", "supply /stock"] : [];
      assert.deepEqual(planned({}, option), { requests: expected, problems: [] });
      const guarded = option === 1 || option === 5 ? ["sales /docs/open", "supply /stock"] : [];
      assert.deepEqual(planned({ services, auth: iam }, option), { requests: guarded, problems: [] });
    });

  it("are absent without the key", () => {
    assert.deepEqual(planned({ keepAwake: false }), { requests: [], problems: [] });
    assert.equal(planStack(settingsOf(article({ keepAwake: true }))).plan.keepAwake?.name, "keep-awake");
  });

  it("go to no retired service, and to no path that only an API key opens", () => {
    const retired = [service("old", "sales", { public: true, retired: true }), ...services];
    assert.deepEqual(planned({ services: retired, auth: cognito }).requests, ["sales /docs/open", "supply /stock"]);
    assert.deepEqual(planned({ services, usagePlans }, 5).requests, ["sales /docs/open", "supply /stock"]);
  });

  it("need an open path behind each link", () => {
    const closed = [service("orders", "sales"), service("docs", "sales"), service("stock", "supply", { public: true })];
    assert.deepEqual(planned({ services: closed, auth: iam }).problems, [
      own(
        "sales",
        " needs some (orders, docs) => add publicPaths: [/orders/awake] to orders, or such a path to another of them; or remove keepAwake, and let a client send a request there once a day",
      ),
    ]);
    const alone = [service("orders", "sales"), service("stock", "supply", { public: true })];
    assert.deepEqual(planned({ services: alone, usagePlans }, 5).problems, [
      own(
        "sales",
        " needs some (orders) => add publicPaths: [/orders/awake] to orders; or remove keepAwake, and let a client send a request there once a day",
      ),
    ]);
    assert.deepEqual(planned({ services: closed, auth: iam }, 2), { requests: [], problems: [] });
    assert.deepEqual(planned({ services: closed, auth: iam, keepAwake: false }).problems, []);
  });

  it("have no certificate for mutual TLS", () => {
    const mutual = dnsElsewhere({ mutualTls: { truststore: "s3://shop-trust/clients.pem" } });
    assert.deepEqual(planned(mutual, 1).problems, [
      "keepAwake: got true; its requests have no client certificate, which domain.mutualTls requires => remove it, and let a client with a certificate send a request to a service of each VPC once a day",
    ]);
    assert.deepEqual(planned(mutual, 3).problems, []);
    assert.deepEqual(planned(dnsElsewhere(), 1).problems, []);
  });

  it("may be refused by a web ACL, and a note says so", () => {
    const notes = (more: Record<string, unknown>) =>
      planStack(settingsOf(article({ option: 5, keepAwake: true, ...more }))).notes.filter((note) =>
        note.startsWith("keepAwake"),
      );
    assert.deepEqual(notes({ webAcl }), [
      "keepAwake: its requests come from changing addresses of AWS Lambda; if the web ACL refuses them, the VPC links sleep all the same",
    ]);
    assert.deepEqual(notes({}), []);
  });
});
