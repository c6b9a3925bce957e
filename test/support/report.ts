import assert from "node:assert/strict";
import { compare } from "../../core/compare/compare";
import type { Comparison } from "../../core/compare/compare";
import { waitsOf } from "../../core/waits";
import { decide } from "../../core/decide";
import { headroom } from "../../core/quotas/headroom";
import { routeLines } from "../../core/route-lines";
import { diagramOf } from "../../report/diagram/model";
import type { Origin } from "../../report/html/head";
import { htmlReport } from "../../report/html/page";
import type { PreviewResult, ReportedFinding } from "../../report/result";
import { costOf } from "./cost";
import { planOf } from "./scenario";

type Proof = PreviewResult["proofs"][number];

/** A finding of a mandatory, critical policy. */
export const finding = (changes: Partial<ReportedFinding> = {}): ReportedFinding => ({
  kind: "violation",
  policy: "balancer-is-internal",
  level: "mandatory",
  severity: "critical",
  urn: "urn:pulumi:dev::p::t::orders-alb",
  message: "load balancer orders-alb is internet-facing",
  fix: "Set internal to true.",
  ...changes,
});

/** A finding of another mandatory policy on a resource, without a fix. */
export const findingOn = (name: string, message: string, changes: Partial<ReportedFinding> = {}): ReportedFinding =>
  finding({
    policy: "no-open-port",
    severity: "high",
    urn: `urn:pulumi:dev::shop::aws:ec2:Thing::${name}`,
    message,
    fix: "",
    ...changes,
  });

/** A proved route. */
export const proof = (api: string, route: string, changes: Partial<Proof> = {}): Proof => ({
  api,
  route,
  urn: "urn",
  verdict: "proved",
  steps: [],
  services: [],
  open: [],
  assumed: [],
  ...changes,
});

const origin: Origin = {
  createdAt: new Date("2026-11-26T19:30:59Z"),
  region: "us-east-1",
  version: "1.2.3",
};

/** A preview of a configuration without findings, in which all routes are proved. */
export function previewOf(raw: Record<string, unknown>, stack = "dev"): PreviewResult {
  const decision = decide(raw, "us-east-1");
  assert.ok("plan" in decision, JSON.stringify(decision));
  const { plan, settings, notes } = decision;
  const routes = routeLines(plan);
  return {
    version: "alpha",
    stack,
    option: settings.option,
    title: "a topology",
    pass: "apply",
    notes,
    plan,
    resources: [],
    routes,
    quotas: headroom(plan, settings),
    growth: { more: 1, atLeast: false, stoppedBy: "a quota" },
    cost: costOf(plan),
    waits: waitsOf(plan),
    proofs: routes.map(({ api, route }) => proof(api, route)),
    findings: [],
    policies: { passed: 70, notApplicable: 5 },
  };
}

/** The comparison of a configuration, up to 60 services. */
function comparisonOf(raw: Record<string, unknown>): Comparison {
  const comparison = compare(raw, "us-east-1", { requestsPerMonth: 1_000_000, averageKilobytes: 10 }, 60);
  assert.ok("assessed" in comparison);
  return comparison;
}

/** The report's page about a configuration, with changes of the preview and of the origin. */
export function reportOf(
  raw: Record<string, unknown>,
  changes: Partial<PreviewResult> = {},
  from: Partial<Origin> = {},
): string {
  const preview = { ...previewOf(raw), ...changes };
  return htmlReport(preview, diagramOf(planOf(raw)), comparisonOf(raw), { ...origin, ...from });
}
