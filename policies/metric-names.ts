import { awsMetrics } from "./aws-metrics";

/** A metric as an alarm or a dashboard names it. */
export interface NamedMetric {
  readonly namespace: string;
  readonly metric: string;
  /** Names of its dimensions, in any order. */
  readonly dimensions: readonly string[];
}

const setKey = (names: readonly string[]) => [...names].sort().join(", ");

/** Letters alone: `HTTPCode_Elb_5xx_count` and `HTTPCodeELB5XXCount` are the same. */
const lettersOf = (name: string) => name.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase();

/**
 * What is wrong with the name of a metric of AWS: nothing tells that, an alarm on it waits for data forever.
 *
 * @returns a text after which the allowed names follow; undefined if it is right, or of a namespace that is not known
 */
export function metricFault({ namespace, metric, dimensions }: NamedMetric): string | undefined {
  const found = Object.entries(awsMetrics).find(([name]) => lettersOf(name) === lettersOf(namespace));
  if (found === undefined) return undefined;
  const [spelled, families] = found;
  if (spelled !== namespace) return `the namespace ${namespace}; AWS writes it ${spelled}`;
  const named = families.filter(({ metrics }) => metrics.includes(metric));
  if (named.length === 0) {
    const alike = families.flatMap(({ metrics }) => metrics).find((name) => lettersOf(name) === lettersOf(metric));
    return `the metric ${metric}, which ${namespace} does not have${alike === undefined ? "" : `; AWS writes it ${alike}`}`;
  }
  const sets = named.flatMap((family) => family.dimensions.map(setKey));
  if (sets.includes(setKey(dimensions))) return undefined;
  const given = dimensions.length === 0 ? "without dimensions" : `with the dimensions ${setKey(dimensions)}`;
  return `the metric ${metric} ${given}; AWS publishes it with ${sets.join("; or with ")}`;
}
