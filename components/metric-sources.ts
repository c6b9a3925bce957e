import type * as pulumi from "@pulumi/pulumi";
import type { Dimension, MetricNode } from "../core/plan-operation";

type Source = Exclude<Dimension, string>["of"];

/** Values of dimensions that only the created resources know, by kind and name in the plan. */
export type MetricSources = Readonly<Record<Source, (name: string) => pulumi.Input<string>>>;

/** Dimensions of a metric with their values. */
export const dimensionsOf = (
  { dimensions }: MetricNode,
  sources: MetricSources,
): Record<string, pulumi.Input<string>> =>
  Object.fromEntries(
    Object.entries(dimensions).map(([key, dimension]) => [
      key,
      typeof dimension === "string" ? dimension : sources[dimension.of](dimension.name),
    ]),
  );
