import type { Plan } from "../core/plan";
import { destinationText } from "../core/service-connect";
import type { SnapshotResource } from "../policies/graph/snapshot";
import type { ReportedFinding, Verdict } from "../report/result";

/** A rule to all addresses names no destination. */
const isTraced = (to: string) => !to.startsWith("0.0.0.0/0:");

/**
 * Destinations of the plan that the resources do not show: both security group rules are missing. The pack cannot check
 * this, because it does not know the plan.
 */
export function untraced(
  reaches: Verdict["reaches"],
  { services }: Plan,
  resources: readonly SnapshotResource[],
): ReportedFinding[] {
  const traced = new Set(reaches?.map(({ service, to }) => `${service} to ${to}`));
  const ports = new Map(services.map(({ name, task }) => [name, task.containerPort]));
  const urns = new Map(
    resources.filter(({ type }) => type === "aws:ecs/service:Service").map(({ name, urn }) => [name, urn]),
  );
  return services.flatMap(({ name, task }) =>
    task.reaches
      .map((reach) => destinationText(reach, ports))
      .filter((to) => isTraced(to) && !traced.has(`${name} to ${to}`))
      .map((to): ReportedFinding => ({
        policy: "every-reach-has-a-path",
        level: "mandatory",
        severity: "critical",
        kind: "violation",
        urn: urns.get(name) ?? "",
        message: `${name} to ${to}: no security group rule allows this destination of the stack file`,
        fix: "This is a bug; please report it.",
      })),
  );
}
