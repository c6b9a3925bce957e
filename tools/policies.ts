import { writeFileSync } from "node:fs";
import { isPolicy } from "../core/acknowledgeable";
import type { Plan } from "../core/plan";
import { servicesByRoute } from "../core/routes";
import type { Settings } from "../core/settings/settings";
import { zonesOf } from "../core/settings/vpc-zones";
import type { PackConfig } from "../policies/config";
import { configFile } from "../policies/config";
import type { Result } from "../policies/evaluate";
import { covers, judge } from "../policies/evaluate";
import { graphOf } from "../policies/graph/graph";
import type { SnapshotResource } from "../policies/graph/snapshot";
import { fromSnapshot } from "../policies/graph/snapshot";
import { prove } from "../policies/paths/prove";
import { proveReaches } from "../policies/paths/reaches";
import { reports } from "../policies/reports";
import { rules, singleRules } from "../policies/rules";
import type { ReportedFinding, Verdict } from "../report/result";
import { zoneMap } from "../simulator/aws/zones";
import { stepAgainst } from "./stack-steps";
import { untraced } from "./untraced";

/** Policy configuration of the stack file, with the zones of the simulated account. */
export function packConfig(settings: Settings): PackConfig {
  return {
    // The pack would report what no policy is about as unused.
    acknowledge: settings.acknowledge.filter(({ rule }) => isPolicy(rule)),
    quotas: settings.quotas,
    usedElsewhere: settings.usedElsewhere,
    headroom: settings.headroomPercent / 100,
    zoneIds: zoneMap(settings.region, settings.vpcs.flatMap(zonesOf)),
  };
}

/** Ids of advisory policies that the requirements of the stack file make mandatory. */
const mandatoryFor = ({ requirements }: Settings): readonly string[] =>
  requirements.authorization ? ["api-has-authorization"] : [];

/**
 * Writes the file for `pulumi preview --policy-pack-config`, so that quotas and acknowledged findings of the stack file
 * apply there too. Zone names are left out, because they differ between accounts.
 */
export function writePackConfig(file: string, settings: Settings): void {
  const config = { ...packConfig(settings), zoneIds: {} };
  const ids = [...rules, ...reports].map(({ id }) => id);
  writeFileSync(file, `${JSON.stringify(configFile(ids, config, mandatoryFor(settings)), null, 2)}\n`);
}

function findingsOf(
  { rule, violations, acknowledged, undetermined, headroom }: Result,
  mandatory: readonly string[],
): ReportedFinding[] {
  const level = mandatory.includes(rule.id) ? "mandatory" : rule.enforcement;
  const common = { policy: rule.id, level, severity: rule.severity } as const;
  return [
    ...violations.map(({ urn, wrong, fix }) => ({
      ...common,
      kind: "violation" as const,
      urn,
      message: wrong,
      fix: stepAgainst(rule.id, urn, fix),
    })),
    ...acknowledged.map(({ violation: { urn, wrong }, reason }) => ({
      ...common,
      kind: "acknowledged" as const,
      urn,
      message: wrong,
      fix: `acknowledged: ${reason}`,
    })),
    ...headroom.map(({ urn, used, limit, what }) => ({
      ...common,
      level: "advisory" as const,
      kind: "headroom" as const,
      urn,
      message: `${used} of ${limit} ${what}`,
      fix: "",
    })),
    ...undetermined.map(({ urn, needs }) => ({
      ...common,
      kind: "undetermined" as const,
      urn,
      message: needs,
      fix: "",
    })),
  ];
}

/**
 * Routes whose requests reach another service than the plan says. The pack cannot check this, because it does not know
 * the plan.
 */
function misdirected(proofs: Verdict["proofs"], plan: Plan): ReportedFinding[] {
  const planned = servicesByRoute(plan.apis);
  return proofs.flatMap(({ api, route, urn, verdict, services }): ReportedFinding[] => {
    const service = planned.get(`${api} ${route}`);
    const others = services.filter((name) => name !== service);
    if (verdict !== "proved" || service === undefined || others.length === 0) return [];
    const rule = { policy: "every-route-reaches-its-service", level: "mandatory", severity: "critical" } as const;
    const message = `requests to ${route} are meant for ${service}, but reach ${others.join(", ")}`;
    return [{ ...rule, kind: "violation", urn, message, fix: "This is a bug; please report it." }];
  });
}

/** A policy that accepts only what is acknowledged, or that cannot see all it checks, is listed with its findings instead. */
const passes = ({ verdict, acknowledged, undetermined }: Result) =>
  verdict === "pass" && acknowledged.length === 0 && undetermined.length === 0;

interface Judged {
  readonly verdict: Verdict;
  readonly results: readonly Result[];
}

function judged(resources: readonly SnapshotResource[], config: PackConfig, mandatory: readonly string[]): Judged {
  const graph = graphOf(fromSnapshot(resources));
  const results = rules.map((rule) => judge(rule, graph, config));
  const verdict = {
    // The list that the rule on whole request paths has: the traces are shared.
    proofs: prove({ graph, config, rules: singleRules }),
    reaches: proveReaches({ graph, config, rules: singleRules }),
    findings: results.flatMap((result) => findingsOf(result, mandatory)),
    policies: {
      passed: results.filter(passes).length,
      notApplicable: results.filter(({ verdict: which }) => which === "not-applicable").length,
    },
  };
  return { verdict, results };
}

/** Findings of the pack on a resource graph, and the verdict on each request path. */
export const judgeGraph = (resources: readonly SnapshotResource[], config: PackConfig): Verdict =>
  judged(resources, config, []).verdict;

/** Accepted findings of the settings that no finding matches: misspelled, or no longer needed. */
function unusedAcknowledgements({ acknowledge }: Settings, results: readonly Result[]): readonly string[] {
  const accepted = results.flatMap(({ rule, acknowledged }) =>
    acknowledged.map(({ violation }) => ({ rule: rule.id, violation })),
  );
  return acknowledge.flatMap((entry, index) =>
    !isPolicy(entry.rule) || accepted.some(({ rule, violation }) => covers(entry, rule, violation))
      ? []
      : [`acknowledge[${index}] of ${entry.rule} matches no violation; correct its resource or remove it`],
  );
}

/** Findings and verdicts on the resources of the program, compared with its plan, and what its settings accept in vain. */
export function judgeResources(
  resources: readonly SnapshotResource[],
  { settings, plan }: { readonly settings: Settings; readonly plan: Plan },
): { readonly verdict: Verdict; readonly unused: readonly string[] } {
  const { verdict, results } = judged(resources, packConfig(settings), mandatoryFor(settings));
  return {
    verdict: {
      ...verdict,
      findings: [
        ...misdirected(verdict.proofs, plan),
        ...untraced(verdict.reaches, plan, resources),
        ...verdict.findings,
      ],
    },
    unused: unusedAcknowledgements(settings, results),
  };
}
