import assert from "node:assert/strict";
import type { OrderedCall } from "../../../simulator/schedules/call";
import { inFixedOrder } from "../../../simulator/schedules/fixed-order";

const call = (urn: string, ...after: readonly number[]): OrderedCall => ({
  ...{ operation: "create", urn, id: urn, olds: {}, inputs: {}, outputs: {}, after },
});
const textOf = (log: readonly OrderedCall[]) =>
  log.map(({ urn, after }) => `${urn} after ${after.map((at) => log[at]?.urn).join(" ")}`);

describe("order of a log", () => {
  it("does not depend on the order in which the engine made the calls", () => {
    const logs = [
      [call("d"), call("b", 0), call("c", 0), call("a", 1, 2)],
      [call("d"), call("c", 0), call("b", 0), call("a", 1, 2)],
    ];
    for (const log of logs)
      assert.deepEqual(textOf(inFixedOrder(log)), ["d after ", "b after d", "c after d", "a after b c"]);
  });

  it("calls that wait for each other are an error", () => {
    assert.throws(() => inFixedOrder([call("a", 1), call("b", 0)]), /wait for each other/);
  });
});
