import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { QuotaKey } from "../../../policies/quotas";

const urnOf = ({ urn }: SnapshotResource) => urn;

/** Makes an input unknown; it comes from the given resources, or from outside the stack. */
export const unknown = (one: SnapshotResource, key: string, from: readonly SnapshotResource[]): SnapshotResource => ({
  ...one,
  inputs: { ...one.inputs, [key]: null },
  propertyDependencies: { [key]: from.length === 0 ? ["urn:pulumi:dev::shop::pulumi:x::y"] : from.map(urnOf) },
});

/** A stack with an unknown value, and what its quota rule says. */
export interface Case {
  readonly title: string;
  readonly rule: string;
  readonly quota: QuotaKey;
  readonly limit: number;
  readonly resources: readonly SnapshotResource[];
  /** The verdict, and what an undetermined one needs. */
  readonly verdict: "pass" | "violation" | { readonly needs: string };
}
