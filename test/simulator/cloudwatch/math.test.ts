import assert from "node:assert/strict";
import { parseExpression } from "../../../simulator/aws/cloudwatch/expression";
import { calculate } from "../../../simulator/aws/cloudwatch/math";
import type { Series } from "../../../simulator/aws/cloudwatch/metrics";

const none = undefined;

/** Calculates an expression over `m1`, `m2` and `m3`; the quota of `m1` is 40. */
const value = (expression: string, m1: Series = [], m2: Series = [], m3: Series = []) =>
  calculate(parseExpression(expression), {
    series: { m1, m2, m3 },
    quota: (id) => (id === "m1" ? 40 : undefined),
    periodSeconds: 60,
  });

// Tables of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
describe("metric math: examples of AWS", () => {
  const metric1 = [30, 20, 0, 0];
  const metric2 = [20, none, 20, none];
  const compared: readonly (readonly [string, Series])[] = [
    ["m1 < m2", [0, 0, 1, 0]],
    ["m1 >= 30", [1, 0, 0, 0]],
    ["m1 > 15 AND m2 > 15", [1, 0, 0, 0]],
  ];
  for (const [expression, expected] of compared)
    it(`${expression} is ${expected.join(", ")}`, () => {
      assert.deepEqual(value(`(${expression})`, metric1, metric2), expected);
    });

  const condition = [1, 1, 0, 0, none];
  const whenTrue = [30, none, 0, 0, 30];
  const whenFalse = [0, 0, 20, none, 20];
  const chosen: readonly (readonly [string, Series])[] = [
    ["IF(m1, m2, m3)", [30, 0, 20, none, none]],
    ["IF(m1, 5, m3)", [5, 5, 20, none, none]],
    ["IF(m1, m2, 5)", [30, 0, 5, 5, none]],
    ["IF(m1, m2)", [30, 0, none, none, none]],
  ];
  for (const [expression, expected] of chosen)
    it(`${expression} chooses datapoint by datapoint`, () => {
      assert.deepEqual(value(expression, condition, whenTrue, whenFalse), expected);
    });
});

describe("metric math", () => {
  const cases: readonly (readonly [title: string, expression: string, m1: Series, m2: Series, expected: unknown])[] = [
    ["a missing datapoint beside one that exists is 0", "m1 + m2", [1, none], [none, none], [1, none]],
    [
      "a division by zero drops the datapoint",
      "100 * m1 / m2",
      [5, 1, none, none],
      [20, 0, 4, none],
      [25, none, 0, none],
    ],
    ["a scalar leaves missing datapoints out", "2 * m1 - 1", [3, none], [], [5, none]],
    ["products come before sums, brackets before both", "1 + 2 * (m1 + 1) ^ 2", [1], [], [9]],
    ["operators of a level go from left to right", "8 - m1 - 1", [2], [], [5]],
    ["a minus before a value", "-m1 + 1", [3], [], [-2]],
    ["FILL with a number", "FILL(m1, 0)", [none, 2, none], [], [0, 2, 0]],
    ["FILL with the last value", "FILL(m1, REPEAT)", [none, 2, none], [], [none, 2, 2]],
    ["FILL with a series", "FILL(m1, m2)", [none, 2, none], [7, 8, none], [7, 2, none]],
    ["RUNNING_SUM", "RUNNING_SUM(m1)", [none, 2, none, 3], [], [none, 2, none, 5]],
    [
      "what there was before counts as lost, what there never was does not",
      "IF(RUNNING_SUM(FILL(m1, 0)) > 0, FILL(m1, 0))",
      [none, 0, 2, none],
      [],
      [none, none, 2, 0],
    ],
    ["MAX of several series", "MAX([m1, FILL(m2, 0)])", [none, 2, 5], [3, none, 4], [3, 2, 5]],
    ["SUM of several series", "SUM([m1, m2])", [1, none, none], [2, 3, none], [3, 3, none]],
    ["MAX of one series is a scalar", "m1 / MAX(m1)", [1, none, 4], [], [0.25, none, 1]],
    ["the quota of a usage metric", "100 * m1 / SERVICE_QUOTA(m1)", [36, none], [], [90, none]],
    ["the period of a metric", "m1 / PERIOD(m1)", [120], [], [2]],
    ["OR and ||", "m1 > 1 || m2 > 1", [2, 0], [0, 0], [1, 0]],
  ];
  for (const [title, expression, m1, m2, expected] of cases)
    it(`${title}: ${expression}`, () => {
      assert.deepEqual(value(expression, m1, m2), expected);
    });

  const faults: readonly (readonly [expression: string, message: RegExp])[] = [
    ["100 * errors / m1", /^Error: the expression names errors, which is no query of the alarm$/],
    ["FIL(m1, 0)", /^Error: the evaluator does not know the function FIL$/],
    ["FILL(m1)", /^Error: FILL has too few arguments$/],
    ["m1 / SERVICE_QUOTA(m2)", /^Error: SERVICE_QUOTA takes a usage metric whose quota is known, not m2$/],
    ["m1 +", /^Error: the expression ends too early$/],
    ["(m1", /^Error: expected "\)"$/],
    ["m1 m2", /^Error: unexpected "m2"$/],
    ["m1 % 2", /^Error: cannot read the expression at " % 2"$/],
  ];
  for (const [expression, message] of faults)
    it(`refuses ${expression}`, () => {
      assert.throws(() => value(expression, [1]), message);
    });
});
