import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { Headroom } from "../../core/quotas/headroom";
import type { PassFinding } from "../../report/passes";
import type { PreviewResult } from "../../report/result";
import { quotasText } from "../../report/quotas-text";

const quota = (name: string, used: number, limit: number, scope = "account"): Headroom => ({
  quota: "elb.albsPerRegion",
  name,
  kind: "account",
  scope,
  used,
  limit,
});
const none: PreviewResult["growth"] = { more: 0, atLeast: true, stoppedBy: undefined };

function textOf(
  quotas: readonly Headroom[],
  { growth = none, findings = [] as readonly PassFinding[], width = 80 } = {},
  details?: true,
) {
  const layout = { width, ...(details ? { details } : {}) };
  return stripVTControlCharacters(quotasText({ quotas, growth }, findings, layout));
}

const headroom = (policy: string, message: string): PassFinding => ({
  kind: "headroom",
  policy,
  message,
  level: "advisory",
  severity: "low",
  urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
  fix: "",
  passes: ["apply"],
});

const last = "  The stack runs no services of its own, so growth cannot be estimated.";

describe("quotas as text", () => {
  it("are those that are half used, and say which are over", () => {
    assert.equal(
      textOf([quota("VPCs", 7, 6), quota("ALBs", 5, 10, "zone a"), quota("roles", 3, 3), quota("links", 49, 100)]),
      `
Quotas: 3 of 4 used to 50 % or more
  VPCs   account  7 of 6   117 %  over
  ALBs   zone a   5 of 10  50 %
  roles  account  3 of 3   100 %
${last}`,
    );
  });

  it("are below each other where columns are wider than the terminal", () => {
    assert.equal(
      textOf([quota("VPCs per Region", 7, 6), quota("ALBs", 5, 10)], { width: 42 })
        .split("\n")
        .slice(2, 5)
        .join("\n"),
      "  VPCs per Region (account): 7 of 6, 117\n      %, over\n  ALBs (account): 5 of 10, 50 %",
    );
  });

  it("have all that are used to a tenth with details, and the date of the defaults", () => {
    const text = textOf([quota("VPCs", 1, 10), quota("links", 9, 100)], {}, true);
    assert.match(text, /^Quotas: 1 of 2 used to 10 % or more\n {2}VPCs {2}account {2}1 of 10 {2}10 %\n/m);
    assert.match(text, /^ {2}1 more is used less\. AWS defaults read on \d{4}-\d\d-\d\d, or the values of the\n/m);
  });

  it("say how many more services fit, and what stops the next one", () => {
    const growth = (more: number, stoppedBy?: string) =>
      textOf([], { growth: { more, atLeast: stoppedBy === undefined, stoppedBy }, width: 200 })
        .split("\n")
        .at(-1);
    const stop = "quota x is 1";
    assert.equal(growth(0, stop), `  No more services fit. The next one is refused: ${stop}.`);
    assert.equal(
      growth(1, stop),
      `  1 more service fits, in the present proportions. The next one is refused: ${stop}.`,
    );
    assert.equal(growth(2000), "  At least 2000 more services fit.");
  });

  it("name what policies find nearly used up, unless it is listed with the same usage", () => {
    const findings = [
      headroom("albs-per-region-quota", "9 of 10 Application Load Balancers"),
      headroom("vpcs-per-region-quota", "4 of 5 VPCs"),
    ];
    assert.match(
      textOf([quota("ALBs", 9, 10)], { findings }),
      /^ {2}Nearly used up, by resources that the plan does not count: 4 of 5 VPCs\n {2}\(vpcs-per-region-quota\)\.$/m,
    );
    assert.match(textOf([quota("ALBs", 8, 10)], { findings }), /: 9 of 10 Application\n {2}Load Balancers/);
    assert.doesNotMatch(textOf([quota("ALBs", 9, 10)], { findings: findings.slice(0, 1) }), /Nearly/);
  });
});
