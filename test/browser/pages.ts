import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Origin } from "../../report/html/head";
import type { PreviewResult } from "../../report/result";
import { finding, previewOf, reportOf } from "../support/report";
import { article, manyServices } from "../support/scenario";

const folder = mkdtempSync(join(tmpdir(), "report-"));

/** Writes the report of a configuration to a file; each name is written once. @returns its URL */
export function pageOf(
  name: string,
  raw: Record<string, unknown>,
  changes: Partial<PreviewResult> = {},
  from: Partial<Origin> = {},
): string {
  const file = join(folder, `${name}.html`);
  if (!existsSync(file)) writeFileSync(file, reportOf(raw, { stack: name, ...changes }, from));
  return `file://${file}`;
}

/** What every stack of ours has today: three advisory findings. */
export const advice = ["api-has-authorization", "stage-has-access-logs", "stage-has-throttling"].map((policy) =>
  finding({
    policy,
    level: "advisory",
    severity: "medium",
    message: "HTTP API option-1 has routes without authorization: ANY /customers, ANY /orders and 5 more",
  }),
);

/** A stack with findings and a quota over its limit. */
export const refused = {
  findings: [
    finding(),
    finding({ kind: "headroom", message: "45 of 50 Application Load Balancers", fix: "" }),
    ...advice,
  ],
  quotas: previewOf(article()).quotas.map((each) =>
    each.quota === "fargate.onDemandVcpu" ? { ...each, used: 23, limit: 6 } : each,
  ),
};

const raised = (value: number) => ({ value, reason: "test" });
/** 300 services in three VPCs. */
export const large = article({
  option: 5,
  vpcs: ["a", "b", "c"].map((name, index) => ({
    name,
    cidr: `10.${index + 1}.0.0/16`,
    zones: ["use1-az1", "use1-az2"],
  })),
  services: ["a", "b", "c"].flatMap((vpc) => manyServices(100, vpc, vpc)),
  quotas: {
    "elb.albsPerRegion": raised(300),
    "apigateway.resourcesPerRestApi": raised(601),
    "vpc.rulesPerSecurityGroup": raised(100),
  },
});
