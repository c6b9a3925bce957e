import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { operationNotes } from "../../core/operation-notes";
import { planStack } from "../../core/planner";
import { certificateArn } from "../support/front";
import { article, everyOption, service, settingsOf } from "../support/scenario";
import { projectDirectory } from "../support/run";
import { existing, legacy } from "./settings/fixtures";

const topic = "arn:aws:sns:us-east-1:111122223333:pager";
const notes = (more: Record<string, unknown>, option = 1) => {
  const settings = settingsOf(article({ option, ...more }));
  return operationNotes(settings, planStack(settings).plan);
};
/** A stack whose only service runs elsewhere. */
const elsewhere = { vpcs: [legacy], services: [{ name: "billing", vpc: "legacy", existing }] };
const tls = { serverName: "internal.example.com", certificate: certificateArn };

const none = "loadBalancerLogs: has no effect, because the stack has no load balancer of its own";
const before = (bucket: string, kinds: string) =>
  `loadBalancerLogs: before the update, the bucket ${bucket} must be in us-east-1, and its policy must admit the logs of ${kinds}; "Logs of load balancers" in docs/monitoring.md of private-integrations has that policy`;
const silent = (names: string) => `loadBalancerLogs: ${names} no logs; an NLB logs connections of TLS listeners only`;

describe("notes on how a stack is looked after", () => {
  it("are none without its keys, and are among the notes of a plan", () => {
    for (const option of everyOption) assert.deepEqual(notes({}, option), []);
    const { notes: all } = planStack(settingsOf(article({ tracing: true })));
    assert.deepEqual(all, ["tracing: has no effect under option 1, because HTTP APIs do not send traces to X-Ray"]);
  });

  it("name the graphs for which the dashboard has no place", () => {
    const settings = settingsOf(article({ option: 2, dashboard: true }));
    const { plan } = planStack(settings);
    const services = Array.from({ length: 326 }, () => plan.services).flat();
    assert.deepEqual(operationNotes(settings, { ...plan, services }), [
      "dashboard: without Memory (3 of 3), because a dashboard of AWS has at most 2,500 metrics",
    ]);
    assert.deepEqual(operationNotes({ ...settings, dashboard: false }, { ...plan, services }), []);
  });

  it("say under which options tracing and keepAwake have no effect", () => {
    const text = (option: number) => notes({ tracing: true, keepAwake: true }, option).map((note) => note.slice(0, 9));
    assert.deepEqual(everyOption.map(text), [["tracing: "], ["keepAwake"], ["keepAwake"], ["keepAwake"], []]);
    assert.deepEqual(notes({ keepAwake: true }, 3), [
      "keepAwake: has no effect under option 3, because VPC links V1 do not sleep",
    ]);
  });

  it("say that an alarm on latency can never fire", () => {
    const alarms = (latencyMilliseconds: number) => ({ alarms: { topic, latencyMilliseconds } });
    assert.deepEqual(notes(alarms(30_001)), [
      "alarms.latencyMilliseconds: no request takes 30001 ms, because API Gateway ends it after 30 s; set less than 30000",
    ]);
    assert.deepEqual(notes(alarms(30_000)), []);
    assert.match(notes(alarms(30_000), 2)[0] ?? "", /ends it after 29 s; set less than 29000$/);
    const services = [
      service("orders", "sales", { timeoutSeconds: 3 }),
      service("stock", "supply", { timeoutSeconds: 8 }),
    ];
    assert.deepEqual(notes({ services, ...alarms(8000) }), []);
    assert.match(notes({ services, ...alarms(8001) })[0] ?? "", /after 8 s; set less than 8000$/);
  });

  it("say how Container Insights are turned off", () => {
    for (const containerInsights of ["enabled", "enhanced"])
      assert.deepEqual(notes({ containerInsights }), [
        "containerInsights: to turn it off again, write disabled; if the key is only removed, the clusters keep the metrics",
      ]);
    assert.deepEqual(notes({ containerInsights: "disabled" }), []);
    assert.deepEqual(notes({ containerInsights: "disabled", ...elsewhere }), [
      "containerInsights: has no effect, because the stack has no ECS cluster",
    ]);
  });

  it("say which load balancers log, and what their bucket needs", () => {
    const logs = { loadBalancerLogs: { bucket: "shop-logs" } };
    assert.deepEqual(notes(logs, 5), [before("shop-logs", "ALBs")]);
    assert.deepEqual(notes(logs, 3), [silent("sales-nlb-1, supply-nlb-1 have")]);
    assert.deepEqual(notes(logs, 4), [silent("sales-front-1, supply-front-1 have"), before("shop-logs", "ALBs")]);
    assert.deepEqual(notes({ ...logs, tls }, 3), [before("shop-logs", "NLBs")]);
    const services = [service("orders", "sales"), service("stock", "supply", { balancer: "nlb" })];
    assert.deepEqual(notes({ ...logs, tls, services }), [before("shop-logs", "ALBs and NLBs")]);
    assert.deepEqual(notes({ ...logs, services }), [silent("stock-nlb has"), before("shop-logs", "ALBs")]);
    assert.deepEqual(notes({ ...logs, ...elsewhere }), [none]);
  });

  it("say what the engine and AWS refuse later", () => {
    assert.deepEqual(notes({ protect: true, retainLogs: true }), [
      'protect: pulumi destroy fails, and so does an update that deletes or replaces a VPC, a cluster or the domain name; set protect: false in an update before; see "Protection" in docs/monitoring.md of private-integrations',
      'retainLogs: as of the next update, log groups stay in AWS when their service or API goes; before one of the same name comes again, delete or import its log group; see "Kept logs" in docs/monitoring.md of private-integrations',
    ]);
  });

  it("name headings that the page has", () => {
    const page = readFileSync(join(projectDirectory, "docs/monitoring.md"), "utf8");
    const all = notes({ protect: true, retainLogs: true, loadBalancerLogs: { bucket: "shop-logs" } });
    const headings = all.flatMap((note) => [...note.matchAll(/"([^"]+)" in docs/g)].map(([, heading = ""]) => heading));
    assert.deepEqual(headings, ["Logs of load balancers", "Protection", "Kept logs"]);
    for (const heading of headings) assert.ok(page.split("\n").includes(`## ${heading}`), heading);
  });

  it("say what only one stack of an account has, and which parts need each other", () => {
    const of = (account: Record<string, unknown>) => notes({ account });
    const owner = (keys: string) =>
      `account: only one stack of an account and Region may have ${keys}; the others have accountStatement`;
    assert.deepEqual(of({ quotaRequests: { "elb.albsPerRegion": 100 }, stacks: ["acme/shop/prod"] }), [
      owner("quotaRequests"),
    ]);
    assert.deepEqual(of({ quotaAlarms: { topic } }), [
      owner("quotaAlarms"),
      "account.quotaAlarms: no alarm watches the VPC links, because AWS has no metric of them; set account.linkCounter: true",
    ]);
    assert.deepEqual(of({ linkCounter: true }), [
      owner("linkCounter"),
      "account.linkCounter: nobody is notified of its metric; set account.quotaAlarms",
    ]);
    assert.deepEqual(of({ quotaAlarms: { topic }, linkCounter: true }), [owner("quotaAlarms, linkCounter")]);
    assert.deepEqual(of({ restLogRole: "exists" }), []);
  });
});
