import type { Expression, Operator } from "./expression";
import type { Series, Statistic } from "./metrics";
import { statistics } from "./metrics";

/** A value of metric math: a scalar, a time series, or several. */
export type Value = number | Series | readonly Series[];

/** What an expression refers to. */
export interface Names {
  /** Series by id of the query. */
  readonly series: Readonly<Record<string, Series>>;
  /** Quota of the usage metric with this id; undefined if it is not a usage metric. */
  readonly quota: (id: string) => number | undefined;
  /** Period of all metrics. */
  readonly periodSeconds: number;
}

const isList = (value: Value): value is readonly Series[] => Array.isArray(value) && Array.isArray(value[0]);
const isSeries = (value: Value): value is Series => typeof value !== "number" && !isList(value);

const truth = (condition: boolean) => (condition ? 1 : 0);
const operators: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "^": (left, right) => left ** right,
  "==": (left, right) => truth(left === right),
  "!=": (left, right) => truth(left !== right),
  "<=": (left, right) => truth(left <= right),
  ">=": (left, right) => truth(left >= right),
  "<": (left, right) => truth(left < right),
  ">": (left, right) => truth(left > right),
  AND: (left, right) => truth(left !== 0 && right !== 0),
  OR: (left, right) => truth(left !== 0 || right !== 0),
};

/** A division by zero drops the datapoint. */
const finite = (value: number) => (Number.isFinite(value) ? value : undefined);

/**
 * Combines two values. In two time series a datapoint that only one has counts as 0 in the other; with a scalar, a missing
 * datapoint stays missing.
 */
function combine(operator: Operator, left: Value, right: Value): Value {
  const calculate = operators[operator];
  if (isList(left)) return left.map((one) => combine(operator, one, right) as Series);
  if (isList(right)) return right.map((one) => combine(operator, left, one) as Series);
  if (typeof left === "number" && typeof right === "number") return calculate(left, right);
  if (typeof left === "number")
    return (right as Series).map((one) => (one === undefined ? undefined : finite(calculate(left, one))));
  if (typeof right === "number")
    return left.map((one) => (one === undefined ? undefined : finite(calculate(one, right))));
  return left.map((one, index) => {
    const other = right[index];
    return one === undefined && other === undefined ? undefined : finite(calculate(one ?? 0, other ?? 0));
  });
}

const known = (series: Series) => series.filter((one) => one !== undefined);
const aggregates: Readonly<Record<string, Statistic>> = {
  SUM: statistics.Sum,
  AVG: statistics.Average,
  MIN: statistics.Minimum,
  MAX: statistics.Maximum,
};

/** A scalar of one time series, or a time series of several: of each datapoint those that exist. */
function aggregate(calculate: Statistic, value: Value): Value {
  if (typeof value === "number") return value;
  if (!isList(value)) return calculate(known(value));
  const [first = []] = value;
  return first.map((_, index) => {
    const values = known(value.map((series) => series[index]));
    return values.length === 0 ? undefined : calculate(values);
  });
}

const at = (value: Value | undefined, index: number): number | undefined => {
  if (value === undefined || typeof value === "number") return value;
  if (isList(value)) throw new Error("IF and FILL take one time series");
  return value[index];
};

/** A true condition without a value gives 0; a false one, and a missing condition, no datapoint. */
function choose(condition: Value, whenTrue: Value, whenFalse: Value | undefined): Value {
  if (typeof condition === "number") return condition === 0 ? (whenFalse ?? []) : whenTrue;
  if (isList(condition)) throw new Error("IF takes one time series");
  return condition.map((one, index) => {
    if (one === undefined) return undefined;
    return one === 0 ? at(whenFalse, index) : (at(whenTrue, index) ?? 0);
  });
}

/** Fills missing datapoints with a value, or with the last one before them. */
function fill(value: Value, filler: Value | "REPEAT"): Value {
  if (isList(value)) return value.map((one) => fill(one, filler) as Series);
  if (!isSeries(value)) return value;
  let last: number | undefined;
  return value.map((one, index) => {
    last = one ?? last;
    return one ?? (filler === "REPEAT" ? last : at(filler, index));
  });
}

/** The sum of the datapoints so far; a missing one stays missing. */
function runningSum(value: Value): Value {
  if (isList(value)) return value.map((one) => runningSum(one) as Series);
  if (!isSeries(value)) throw new Error("RUNNING_SUM takes a time series");
  let sum = 0;
  return value.map((one) => (one === undefined ? undefined : (sum += one)));
}

/** Calculates the value of an expression. @throws Error for an id without a query, and for a function that it does not know */
export function calculate(expression: Expression, names: Names): Value {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "minus":
      return combine("-", 0, calculate(expression.of, names));
    case "list":
      return expression.items.map((one) => calculate(one, names) as Series);
    case "operation":
      return combine(expression.operator, calculate(expression.left, names), calculate(expression.right, names));
    case "call":
      return call(expression.name, expression.items, names);
    case "name": {
      const found = names.series[expression.name];
      if (found === undefined)
        throw new Error(`the expression names ${expression.name}, which is no query of the alarm`);
      return found;
    }
  }
}

/** The quota wherever the metric has a datapoint. @throws Error for a metric that is no usage metric with a quota */
function serviceQuota(of: Expression | undefined, { series, quota }: Names): Value {
  const id = of?.kind === "name" ? of.name : "";
  const limit = quota(id);
  if (limit === undefined) throw new Error(`SERVICE_QUOTA takes a usage metric whose quota is known, not ${id}`);
  return (series[id] ?? []).map((one) => (one === undefined ? undefined : limit));
}

/**
 * Functions of metric math. The evaluator knows those that alarms of this project may need.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function call(name: string, items: readonly Expression[], names: Names): Value {
  const [first, second, third] = items;
  const value = (one: Expression | undefined) => {
    if (one === undefined) throw new Error(`${name} has too few arguments`);
    return calculate(one, names);
  };
  const calculateAll = aggregates[name];
  if (calculateAll !== undefined) return aggregate(calculateAll, value(first));
  switch (name) {
    case "FILL":
      return fill(value(first), second?.kind === "name" && second.name === "REPEAT" ? "REPEAT" : value(second));
    case "RUNNING_SUM":
      return runningSum(value(first));
    case "IF":
      return choose(value(first), value(second), third === undefined ? undefined : value(third));
    case "METRICS":
      return Object.values(names.series);
    case "PERIOD":
      return names.periodSeconds;
    case "SERVICE_QUOTA":
      return serviceQuota(first, names);
    default:
      throw new Error(`the evaluator does not know the function ${name}`);
  }
}
