import type { Cost } from "../core/cost";
import type { Growth } from "../core/growth";
import type { Headroom } from "../core/quotas/headroom";
import type { RouteLine } from "../core/route-lines";
import type { Option } from "../core/settings/settings";
import type { Proof } from "../policies/paths/prove";

/** A resource as the program registered it; unknown inputs are null and listed by path. */
export interface ReportedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string | null;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly unknown: readonly string[];
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** What a policy says of a resource. */
export interface ReportedFinding {
  readonly kind: "violation" | "acknowledged" | "undetermined" | "headroom";
  readonly policy: string;
  readonly level: "mandatory" | "advisory";
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly urn: string;
  readonly message: string;
  /** What to do; empty where there is nothing to do. */
  readonly fix: string;
}

/** Everything that an offline preview tells. */
export interface PreviewResult {
  readonly stack: string;
  readonly option: Option;
  readonly title: string;
  readonly pass: "preview" | "apply";
  readonly notes: readonly string[];
  readonly resources: readonly ReportedResource[];
  readonly routes: readonly RouteLine[];
  readonly quotas: readonly Headroom[];
  readonly growth: Growth;
  readonly cost: Cost;
  /** What becomes of requests to each route, hop by hop. */
  readonly proofs: readonly Proof[];
  readonly findings: readonly ReportedFinding[];
  /** Policies that found nothing, and those that have nothing to judge here. */
  readonly policies: { readonly passed: number; readonly notApplicable: number };
}
