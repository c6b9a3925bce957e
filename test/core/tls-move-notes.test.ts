import assert from "node:assert/strict";
import { tlsMoveNotes } from "../../core/tls-move-notes";
import { article, manyServices, planOf, settingsOf } from "../support/scenario";

const vpcs = [{ name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"] }];
const tls = {
  serverName: "internal.example.com",
  certificate: "arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555",
};

function notesOf(raw: Record<string, unknown>): readonly string[] {
  const configuration = article({ vpcs, tls, ...raw });
  return tlsMoveNotes(planOf(configuration), settingsOf(configuration));
}
const inGroup = (count: number) => manyServices(count, "sales").map((each) => ({ ...each, group: "web" }));

describe("quotas of the update that turns tls on or off", () => {
  it("150 integrations fit twice into the quota of 300, and 151 do not", () => {
    assert.deepEqual(notesOf({ services: inGroup(150) }), []);
    const [note = "", ...others] = notesOf({ services: inGroup(151) });
    assert.match(note, /^tls: the update that turns it on or off has 302 integrations in API option-1, .* is 300, /);
    assert.deepEqual(others, []);
  });

  it("a stack without tls has no note", () => {
    assert.deepEqual(notesOf({ services: inGroup(151), tls: undefined }), []);
  });

  it("integrations of services outside the stack stay as they are", () => {
    const raw = article({ vpcs, tls, services: inGroup(151) });
    const plan = planOf(raw);
    const [first, ...services] = plan.services;
    assert.ok(first);
    assert.match(tlsMoveNotes({ ...plan, services }, settingsOf(raw))[0] ?? "", / has 301 integrations /);
  });

  it("a REST API updates its integrations in place", () => {
    assert.deepEqual(notesOf({ option: 5, services: inGroup(140) }), []);
  });

  it("five ALBs fit twice behind one NLB, six do not unless the quota is higher", () => {
    // An ALB counts as 50 targets: 2 x 5 x 50 = 500, 2 x 6 x 50 = 600.
    const services = (count: number) => ({ option: 4, services: manyServices(count, "sales") });
    assert.deepEqual(notesOf(services(5)), []);
    const [note = ""] = notesOf(services(6));
    assert.match(note, /^tls: the update .* has 600 targets of NLB sales-front-1, .* is 500, if an ALB/);
    const quotas = { "elb.targetsPerZonePerNlb": { value: 600, reason: "raised" } };
    assert.deepEqual(notesOf({ ...services(6), quotas }), []);
  });
});
