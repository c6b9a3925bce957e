import assert from "node:assert/strict";
import { groupFindings } from "../../report/finding-groups";
import { mergePasses } from "../../report/passes";
import type { ReportedFinding } from "../../report/result";
import { refusals } from "../../report/refusals";
import { findingOn } from "../support/report";

const finding = (name: string, message: string, more: Partial<ReportedFinding> = {}) =>
  findingOn(name, message, { fix: "Close it.", ...more });
const policies = { passed: 1, notApplicable: 0 };
const verdict = (...findings: ReportedFinding[]) => ({ findings, policies, proofs: [] });
const groupsOf = (...findings: ReportedFinding[]) =>
  groupFindings(mergePasses("apply", verdict(...findings))).map(({ finding: { message }, findings: all }) => [
    message,
    all.map(({ urn }) => urn.split("::").at(-1)),
  ]);

describe("groups of findings", () => {
  it("join findings that differ only in the name of their resource", () => {
    assert.deepEqual(groupsOf(finding("web", "web, of team a, is open."), finding("api", "api, of team a, is open.")), [
      ["web, of team a, is open.", ["web", "api"]],
    ]);
  });

  it("join a route with the one for the paths below it", () => {
    const open = "ANY /jobs/{proxy+} is open";
    assert.deepEqual(groupsOf(finding("api/jobs", "ANY /jobs is open"), finding("api/jobs/{proxy+}", open)), [
      ["ANY /jobs is open", ["api/jobs", "api/jobs/{proxy+}"]],
    ]);
  });

  it("keep apart what differs in anything else", () => {
    const message = "web is open to api";
    const others = [
      finding("api", "api is open to web"),
      finding("web", message, { fix: "Remove it." }),
      finding("web", message, { policy: "no-other-port" }),
      finding("web", message, { kind: "acknowledged" }),
      finding("web", message, { level: "advisory" }),
      finding("we", "web is open to api"),
    ];
    for (const other of others) assert.equal(groupsOf(finding("web", message), other).length, 2, JSON.stringify(other));
  });
});

describe("findings of two passes", () => {
  const passesOf = (first: ReportedFinding[], apply: ReportedFinding[]) =>
    mergePasses("preview", { ...verdict(...first), applyPass: verdict(...apply) }).map(({ message, passes }) => [
      message,
      passes,
    ]);

  it("are listed once, with the passes that have them", () => {
    assert.deepEqual(
      passesOf([finding("a", "both"), finding("b", "first")], [finding("a", "both"), finding("c", "known")]),
      [
        ["both", ["preview", "apply"]],
        ["known", ["apply"]],
        ["first", ["preview"]],
      ],
    );
  });

  it("are worded with the known ids if the words differ", () => {
    assert.deepEqual(passesOf([finding("a", "an unknown port is open")], [finding("a", "port 80 is open")]), [
      ["port 80 is open", ["preview", "apply"]],
    ]);
  });

  it("refuse the stack by policy, whichever pass has the violation", () => {
    const verdicts = {
      ...verdict(finding("a", "x"), finding("b", "x"), finding("c", "advice", { policy: "hint", level: "advisory" })),
      applyPass: verdict(
        finding("a", "x"),
        finding("d", "late", { policy: "late" }),
        finding("e", "accepted", { policy: "known", kind: "acknowledged" }),
        finding("f", "what", { policy: "unknown", kind: "undetermined" }),
      ),
    };
    assert.deepEqual(refusals("preview", verdicts), [
      { policy: "no-open-port", passes: ["preview", "apply"], violations: 2 },
      { policy: "late", passes: ["apply"], violations: 1 },
    ]);
    assert.deepEqual(refusals("apply", verdict(finding("a", "x"))), [
      { policy: "no-open-port", passes: ["apply"], violations: 1 },
    ]);
  });
});
