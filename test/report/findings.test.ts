import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { findingsText } from "../../report/findings";
import type { PassFinding } from "../../report/passes";
import { findingOn } from "../support/report";

const both = ["preview", "apply"] as const;
const finding = (name: string, message: string, more: Partial<PassFinding> = {}): PassFinding => ({
  ...findingOn(name, message, more),
  passes: more.passes ?? both,
});
const policies = { passed: 7, notApplicable: 3 };
const textOf = (findings: readonly PassFinding[], ran = 2, details?: true) =>
  stripVTControlCharacters(
    findingsText({ findings, policies, ran }, { width: 60, ...(details === undefined ? {} : { details }) }),
  );

describe("findings as text", () => {
  it("are sections by what they mean for the stack, each by severity", () => {
    const advisory = { level: "advisory", policy: "hint" } as const;
    const text = textOf([
      finding("a", "a has a hint", { ...advisory, severity: "low" }),
      finding("b", "b is open", { fix: "Close the port of the security group that the load balancer uses." }),
      finding("c", "c is broken", { severity: "critical", policy: "whole" }),
      finding("d", "d has a medium hint", { ...advisory, severity: "medium" }),
      finding("e", "e is open", { kind: "acknowledged", fix: "acknowledged: legacy" }),
      finding("f", "which VPC f is in", { kind: "undetermined" }),
    ]);
    assert.equal(
      text,
      `
2 violations: mandatory policies refuse the stack
  critical whole: c is broken
  high no-open-port: b is open
    Close the port of the security group that the load
    balancer uses.

Advice (2): nothing here refuses the stack
  medium hint: d has a medium hint
  low hint: a has a hint

Acknowledged (1): violations that the stack file accepts
  high no-open-port: e is open
    acknowledged: legacy

Undetermined (1): these checks need values that the stack
does not show
  high no-open-port: which VPC f is in
  7 policies pass, 3 do not apply.`,
    );
  });

  it("say that there are none", () => {
    assert.equal(textOf([]), "\nFindings: none\n  7 policies pass, 3 do not apply.");
  });

  it("list the resources of equal findings, the first twelve by name and all by URN", () => {
    const names = Array.from({ length: 15 }, (_, index) => `s${index + 1}`);
    const findings = names.map((name) => finding(name, `${name} is open`));
    assert.equal(
      textOf(findings),
      `
15 violations: mandatory policies refuse the stack
  high no-open-port: s1 is open
    The same for s2, s3, s4, s5, s6, s7, s8, s9, s10, s11,
    s12, s13 and 2 more (--details lists them).
  7 policies pass, 3 do not apply.`,
    );
    const details = textOf(findings, 2, true);
    assert.deepEqual(
      details.split("\n").filter((line) => line.startsWith("    urn:")),
      findings.map(({ urn }) => `    ${urn}`),
    );
  });

  it("count one policy in the singular", () => {
    const one = { findings: [], policies: { passed: 1, notApplicable: 1 }, ran: 2 };
    assert.equal(findingsText(one, { width: 60 }).split("\n").at(-1), "  1 policy passes, 1 does not apply.");
  });

  it("say once why request paths break, and name the routes", () => {
    const breaks = (name: string, routes: string, example: string) =>
      finding(`${name}-alb`, `${routes}: request path breaks at ALB ${name}-alb: it answers ${example}`, {
        policy: "every-route-reaches-its-service",
      });
    const findings = [
      breaks("a", "ANY /a, ANY /a/{proxy+}", "/a"),
      breaks("b", "ANY /b, ANY /b/{proxy+}", "/b"),
      breaks("c", "ANY /c/{proxy+}", "/c/x"),
    ];
    assert.equal(
      textOf(findings),
      `
3 violations: mandatory policies refuse the stack
  high every-route-reaches-its-service: ANY /a, ANY
    /a/{proxy+}: request path breaks at ALB a-alb: it
    answers /a
    The same for ANY /b, ANY /c/{proxy+}.
  7 policies pass, 3 do not apply.`,
    );
    assert.deepEqual(
      textOf(findings, 2, true)
        .split("\n")
        .filter((line) => line.includes("urn:")),
      ["ANY /a", "ANY /b", "ANY /c/{proxy+}"].map((routes, index) => `    ${routes}: ${findings[index]?.urn ?? ""}`),
    );
    const other = finding("d-alb", "ANY /d: request path breaks at ALB d-alb: it is public", {
      policy: "every-route-reaches-its-service",
    });
    assert.match(textOf([...findings, other]), /^ {2}high every-route-reaches-its-service: ANY \/d: /m);
  });

  it("say which pass alone has a violation", () => {
    const text = textOf([
      finding("a", "a is open", { passes: ["apply"] }),
      finding("b", "b is closed", { passes: ["preview"], policy: "no-port" }),
    ]);
    assert.match(text, /: a is open \(not visible at a first\n {4}preview\)$/m);
    assert.match(text, /: b is closed \(only at a first preview\)$/m);
    assert.doesNotMatch(textOf([finding("a", "a is open", { passes: ["apply"] })], 1), /preview/);
  });

  it("leave out what ids decide, which details list and a first preview alone counts", () => {
    const waiting = [
      finding("a", "which VPC a is in", { kind: "undetermined", passes: ["preview"] }),
      finding("b", "which zone b is in", { kind: "undetermined", passes: ["preview"] }),
    ];
    assert.equal(textOf(waiting), "\nFindings: none\n  7 policies pass, 3 do not apply.");
    assert.equal(
      textOf(waiting, 1),
      `
Findings: none
  7 policies pass, 3 do not apply.
  A first preview cannot decide no-open-port (2); --details
  says why.`,
    );
    assert.match(
      textOf(waiting, 2, true),
      /^Undetermined at a first preview \(2\): ids decide these checks\n {2}high no-open-port: which VPC a is in\n {4}urn:/m,
    );
  });
});
