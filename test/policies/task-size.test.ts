import assert from "node:assert/strict";
import { cpuUnitsIn, isOffered, memoryMibIn } from "../../policies/graph/task-size";

/** CPU units, and the least and most memory in MiB with the step between sizes, as AWS's table has them. */
const table = [
  [256, 512, 2048, 1024],
  [512, 1024, 4096, 1024],
  [1024, 2048, 8192, 1024],
  [2048, 4096, 16_384, 1024],
  [4096, 8192, 30_720, 1024],
  [8192, 16_384, 61_440, 4096],
  [16_384, 32_768, 122_880, 8192],
] as const;

describe("sizes of Fargate tasks", () => {
  for (const [cpu, least, most, step] of table) {
    it(`${cpu} CPU units have ${least} to ${most} MiB`, () => {
      const offered = [least, most, most - step].map((memory) => isOffered(cpu, memory));
      assert.deepEqual(offered, [true, true, true]);
      const refused = [least - 1, least / 2 - 1, least + 1, most + step, most - step / 2].map((memory) =>
        isOffered(cpu, memory),
      );
      assert.deepEqual(refused, [false, false, false, false, false]);
    });
  }

  it("other CPU units are not offered", () => {
    assert.deepEqual(
      [128, 300, 3072, 32_768].map((cpu) => isOffered(cpu, 4096)),
      [false, false, false, false],
    );
  });

  it("sizes are read as units, vCPU, MiB and GB", () => {
    assert.deepEqual(["256", ".25 vCPU", "1vcpu", "4 vCPU", "many"].map(cpuUnitsIn), [256, 256, 1024, 4096, undefined]);
    assert.deepEqual(["512", "0.5GB", "1 gb", "8 GB", "lots"].map(memoryMibIn), [512, 512, 1024, 8192, undefined]);
  });
});
