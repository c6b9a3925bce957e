import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { PreviewResult } from "../../report/result";
import { closingText, verdictText } from "../../report/verdict-text";

type Judged = Parameters<typeof verdictText>[0];

const known = { findings: [], proofs: [], policies: { passed: 0, notApplicable: 0 } };
const resources = [{}, {}, {}] as unknown as PreviewResult["resources"];

const textOf = (more: Partial<Judged>) =>
  stripVTControlCharacters(
    verdictText({ stack: "dev", pass: "preview", resources, applyPass: known, ...known, ...more }, 200),
  );
const refusedBy = (policy: string, ...passes: ("preview" | "apply")[]) => ({ policy, passes, violations: 2 });

describe("the verdict of a preview", () => {
  it("is one sentence if nothing refuses the stack", () => {
    assert.equal(textOf({}), "Accepted. No policy refuses pulumi up of stack dev (3 resources).");
  });

  it("names the policies that refuse it, and how often", () => {
    assert.equal(
      textOf({ refusedBy: [refusedBy("one", "preview", "apply"), refusedBy("two", "preview", "apply")] }),
      "Refused. Policies refuse pulumi up of stack dev: one (2), two (2).",
    );
  });

  it("says what a first preview does not see", () => {
    assert.equal(
      textOf({ refusedBy: [refusedBy("one", "preview", "apply"), refusedBy("two", "apply")] }),
      "Refused. Policies refuse pulumi up of stack dev: one (2). With known ids, also: two (2).",
    );
    assert.equal(
      textOf({ refusedBy: [refusedBy("two", "apply")] }),
      "Refused. A first preview accepts stack dev, because it knows no ids. Policies refuse it when pulumi up has created the resources: two (2).",
    );
  });

  it("counts undetermined routes by the pass that counts", () => {
    const proof = { api: "a", route: "ANY /", urn: "u", steps: [], services: [], open: [], assumed: [] };
    const open = { ...proof, verdict: "undetermined" } as const;
    const proved = { ...proof, verdict: "proved" } as const;
    assert.equal(
      textOf({ proofs: [open, open], applyPass: { ...known, proofs: [open, proved] } }),
      "Accepted. No policy refuses pulumi up of stack dev (3 resources). 1 of 2 routes is undetermined.",
    );
  });

  it("says that a broken route is acknowledged", () => {
    const proof = { api: "a", route: "ANY /", urn: "u", steps: [], services: [], open: [], assumed: [] };
    const [broken, open] = [
      { ...proof, verdict: "refuted" },
      { ...proof, verdict: "undetermined" },
    ] as const;
    assert.equal(
      textOf({ applyPass: { ...known, proofs: [broken, broken, open] } }),
      "Accepted. No policy refuses pulumi up of stack dev (3 resources). 2 of 3 routes are broken, which the stack file acknowledges. 1 of 3 routes is undetermined.",
    );
  });

  it("closes with the next command on a line of its own", () => {
    const next = {
      accepted: { say: "Next:", type: "pulumi up" },
      refused: { say: "Fix it:", type: "npm run preview" },
    };
    assert.equal(stripVTControlCharacters(closingText("accepted", next)), "Accepted. Next:\n  pulumi up");
    assert.equal(stripVTControlCharacters(closingText("refused", next)), "Refused. Fix it:\n  npm run preview");
  });
});

describe("the verdict of one pass", () => {
  const one = (more: Partial<Judged>) =>
    stripVTControlCharacters(verdictText({ stack: "dev", pass: "preview", resources, ...known, ...more }, 200));

  it("names the pass", () => {
    assert.equal(one({}), "Accepted. No policy refuses a first preview of stack dev (3 resources).");
    assert.equal(
      one({ pass: "apply", refusedBy: [refusedBy("two", "apply")] }),
      "Refused. Policies refuse a preview with known ids of stack dev: two (2).",
    );
  });
});
