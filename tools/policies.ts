import { writeFileSync } from "node:fs";
import type { Settings } from "../core/settings/settings";
import type { PackConfig } from "../policies/config";
import { configFile } from "../policies/config";
import type { Result } from "../policies/evaluate";
import { evaluate } from "../policies/evaluate";
import { fromSnapshot } from "../policies/graph/snapshot";
import { reports } from "../policies/reports";
import { rules } from "../policies/rules";
import type { PreviewResult, ReportedFinding } from "../report/result";
import { zoneMap } from "../simulator/aws/zones";
import type { CapturedResource } from "../simulator/run";

/** What the stack file tells the policies, and the zones of the simulated account. */
export function packConfig(settings: Settings): PackConfig {
  return {
    acknowledge: settings.acknowledge,
    quotas: settings.quotas,
    usedElsewhere: settings.usedElsewhere,
    headroom: settings.headroomPercent / 100,
    zoneIds: zoneMap(settings.region),
  };
}

/**
 * Writes the file that `pulumi preview --policy-pack-config` takes, so that what the stack file says of quotas and
 * findings holds there too. Zone names are left out: only the real account knows its own.
 */
export function writePackConfig(file: string, settings: Settings): void {
  const config = { ...packConfig(settings), zoneIds: {} };
  const ids = [...rules, ...reports].map(({ id }) => id);
  writeFileSync(file, `${JSON.stringify(configFile(ids, config), null, 2)}\n`);
}

function findingsOf({ rule, violations, acknowledged, undetermined, headroom }: Result): ReportedFinding[] {
  const told = { policy: rule.id, level: rule.enforcement, severity: rule.severity } as const;
  return [
    ...violations.map(({ urn, wrong, fix }) => ({ ...told, kind: "violation" as const, urn, message: wrong, fix })),
    ...acknowledged.map(({ violation: { urn, wrong }, reason }) => ({
      ...told,
      kind: "acknowledged" as const,
      urn,
      message: wrong,
      fix: `acknowledged: ${reason}`,
    })),
    ...headroom.map(({ urn, used, limit, what }) => ({
      ...told,
      level: "advisory" as const,
      kind: "headroom" as const,
      urn,
      message: `${used} of ${limit} ${what}`,
      fix: "",
    })),
    ...undetermined.map(({ urn, needs }) => ({ ...told, kind: "undetermined" as const, urn, message: needs, fix: "" })),
  ];
}

/** Verdicts of the pack on what the program registered. */
export function judgeResources(
  resources: readonly CapturedResource[],
  settings: Settings,
): Pick<PreviewResult, "findings" | "policies"> {
  const results = evaluate(rules, fromSnapshot(resources), packConfig(settings));
  const count = (verdict: Result["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  return {
    findings: results.flatMap(findingsOf),
    policies: { passed: count("pass"), notApplicable: count("not-applicable") },
  };
}
