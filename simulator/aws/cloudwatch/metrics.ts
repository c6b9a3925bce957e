/** A metric of CloudWatch. Each combination of dimensions is a metric of its own. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A value of a metric at one moment. */
interface Sample {
  readonly atSeconds: number;
  readonly value: number;
}

/** Values of one metric by period, the oldest first; undefined for a period without a datapoint. */
export type Series = readonly (number | undefined)[];

/** Which datapoints to read: of `count` periods, the last of which ends at `untilSeconds`. */
export interface Range {
  readonly untilSeconds: number;
  readonly periodSeconds: number;
  readonly count: number;
}

const keyOf = ({ namespace, name, dimensions }: Metric): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).sort(([left], [right]) => (left < right ? -1 : 1))]);

/** The smallest value that a percentage of the values does not exceed. */
function percentile(values: readonly number[], percent: number): number | undefined {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}

/** A number of several values. */
export type Statistic = (values: readonly number[]) => number;

const sum: Statistic = (values) => values.reduce((total, value) => total + value, 0);

/** Statistics by their names in CloudWatch. */
export const statistics = {
  Sum: sum,
  Average: (values) => sum(values) / values.length,
  Minimum: (values) => Math.min(...values),
  Maximum: (values) => Math.max(...values),
  SampleCount: (values) => values.length,
} as const satisfies Readonly<Record<string, Statistic>>;
const byName: Readonly<Record<string, Statistic>> = statistics;

/** @throws Error for a statistic that CloudWatch or this evaluator does not have */
function statisticOf(values: readonly number[], statistic: string): number | undefined {
  const [, percent] = /^p(\d+(?:\.\d+)?)$/.exec(statistic) ?? [];
  if (percent !== undefined) return percentile(values, Number(percent));
  const calculate = byName[statistic];
  if (calculate === undefined) throw new Error(`the evaluator does not know the statistic ${statistic}`);
  return calculate(values);
}

/** The metrics of an account, with their samples. */
export class Metrics {
  private readonly samples = new Map<string, Sample[]>();

  /** Adds samples of the same moment. */
  put(metric: Metric, atSeconds: number, ...values: readonly number[]): void {
    const key = keyOf(metric);
    const known = this.samples.get(key) ?? [];
    this.samples.set(key, known);
    known.push(...values.map((value) => ({ atSeconds, value })));
  }

  /** Datapoints of a metric. A sample belongs to the period in which it was taken, without the end of the period. */
  read(metric: Metric, statistic: string, { untilSeconds, periodSeconds, count }: Range): Series {
    const first = untilSeconds - count * periodSeconds;
    const periods = Array.from({ length: count }, (): number[] => []);
    for (const { atSeconds, value } of this.samples.get(keyOf(metric)) ?? [])
      periods[Math.floor((atSeconds - first) / periodSeconds)]?.push(value);
    return periods.map((values) => (values.length === 0 ? undefined : statisticOf(values, statistic)));
  }
}
