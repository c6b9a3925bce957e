import assert from "node:assert/strict";
import type { Topologies } from "../../core/switch-step";
import { switchStep } from "../../core/switch-step";
import { urlStep } from "../../core/url-step";

const apiUrl = "https://a1.execute-api.eu-central-1.amazonaws.com";
const bare = { url: apiUrl, apiUrl, stage: "live" };
const atDomain = { ...bare, url: "https://api.example.com" };
const asked = { stage: "live", isOpen: true };
const domainUrl = "https://api.example.com";
const step = (from: Topologies, to: Topologies) => switchStep(from, to);

const [one, oneFour, fourOne, four]: readonly [Topologies, Topologies, Topologies, Topologies] = [
  { option: 1 },
  { option: 1, standby: 4 },
  { option: 4, standby: 1 },
  { option: 4 },
];

describe("what an update does to the URL of a stack", () => {
  it("keeps it at a domain, whatever serves", () => {
    for (const [from, to] of [
      [one, oneFour],
      [oneFour, fourOne],
      [fourOne, four],
      [one, fourOne],
    ] as const)
      assert.deepEqual(urlStep(atDomain, { ...asked, domainUrl, isOpen: false }, step(from, to)), {
        before: domainUrl,
        after: domainUrl,
        changes: false,
        ends: false,
        toAcknowledge: false,
      });
  });

  it("keeps it while a standby comes, without a domain", () => {
    assert.deepEqual(urlStep(bare, asked, step(one, oneFour)), {
      before: apiUrl,
      after: apiUrl,
      changes: false,
      ends: false,
      toAcknowledge: false,
    });
  });

  it("changes it with a move without a domain, and the old one answers on", () => {
    const { changes, ends, toAcknowledge, after } = urlStep(bare, asked, step(oneFour, fourOne));
    assert.deepEqual([changes, ends, toAcknowledge, after], [true, false, true, undefined]);
    assert.equal(urlStep(bare, asked, step(one, fourOne)).toAcknowledge, true);
  });

  it("ends that of the standby, which may have served before", () => {
    const found = urlStep(bare, asked, step(fourOne, four));
    assert.deepEqual([found.changes, found.ends, found.standbyEnds, found.toAcknowledge], [false, false, true, true]);
    assert.equal(urlStep(bare, asked, step(oneFour, { option: 1, standby: 5 })).standbyEnds, true);
  });

  it("ends it with a jump, and with another stage", () => {
    assert.equal(urlStep(bare, asked, step(one, four)).ends, true);
    assert.equal(urlStep(bare, { ...asked, stage: "v2" }, step(one, one)).ends, true);
    assert.equal(urlStep(bare, { ...asked, stage: "v2" }, step(oneFour, fourOne)).ends, true);
  });

  it("ends it with another domain, another base path or none", () => {
    for (const other of ["https://api.example.org", "https://api.example.com/v1"]) {
      const found = urlStep(atDomain, { ...asked, domainUrl: other }, step(one, one));
      assert.deepEqual([found.after, found.ends, found.toAcknowledge], [other, true, true]);
    }
    const none = urlStep(atDomain, asked, step(one, one));
    assert.deepEqual([none.after, none.ends, none.toAcknowledge], [undefined, true, true]);
  });

  it("goes on at the execute-api URL beside a new domain, while that is open", () => {
    const open = urlStep(bare, { ...asked, domainUrl }, step(one, one));
    assert.deepEqual([open.changes, open.ends, open.toAcknowledge], [true, false, false]);
    assert.equal(urlStep(bare, { ...asked, domainUrl, isOpen: false }, step(one, one)).ends, true);
    // A new domain and a move in one update: the API of the old URL stands by.
    assert.equal(urlStep(bare, { ...asked, domainUrl }, step(oneFour, fourOne)).ends, false);
    assert.equal(urlStep(bare, { ...asked, domainUrl, stage: "v2" }, step(one, one)).ends, true);
  });
});
