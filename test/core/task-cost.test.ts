import assert from "node:assert/strict";
import { fixedCost } from "../../core/cost";
import { article, everyOption, planOf, service } from "../support/scenario";

/** Cost lines of the tasks of one service, as `count x name: USD per month`. */
function lines(keys: Record<string, unknown>): readonly string[] {
  const cost = fixedCost(planOf(article({ services: [service("orders", "sales", keys)] })), "us-east-1");
  return cost.lines
    .filter(({ source }) => source.includes("fargate"))
    .map(({ count, name, usdPerMonth }) => `${count} x ${name}: ${usdPerMonth.toFixed(2)}`);
}

/** Expected values: https://aws.amazon.com/fargate/pricing/, 730 hours. */
describe("cost of tasks", () => {
  it("two tasks of the default size: half a vCPU and one GB", () => {
    // 0.5 x 0.04048 x 730 = 14.78; 1 x 0.004445 x 730 = 3.24.
    assert.deepEqual(lines({}), ["0.5 x Fargate vCPU: 14.78", "1 x GB of Fargate memory: 3.24"]);
  });

  it("ARM64 costs a fifth less", () => {
    // 0.5 x 0.03238 x 730 = 11.82; 1 x 0.00356 x 730 = 2.60.
    assert.deepEqual(lines({ architecture: "ARM64" }), [
      "0.5 x Fargate vCPU (ARM64): 11.82",
      "1 x GB of Fargate memory (ARM64): 2.60",
    ]);
  });

  it("with autoscaling the minimum counts", () => {
    assert.deepEqual(
      lines({ desiredCount: 4, autoscaling: { minCount: 1, maxCount: 9 }, cpu: 1024, memoryMiB: 2048 }),
      ["1 x Fargate vCPU: 29.55", "2 x GB of Fargate memory: 6.49"],
    );
  });

  it("Spot keeps one task on demand, and counts the others at 30 % of the price", () => {
    // 2 x 0.04048 x 0.3 x 730 = 17.73; 4 x 0.004445 x 0.3 x 730 = 3.89.
    assert.deepEqual(lines({ desiredCount: 3, capacity: "spot", cpu: 1024, memoryMiB: 2048 }), [
      "1 x Fargate vCPU: 29.55",
      "2 x GB of Fargate memory: 6.49",
      "2 x Fargate Spot vCPU (estimate): 17.73",
      "4 x GB of Fargate Spot memory (estimate): 3.89",
    ]);
    assert.deepEqual(lines({ desiredCount: 2, capacity: "spot", architecture: "ARM64" }), [
      "0.25 x Fargate vCPU (ARM64): 5.91",
      "0.5 x GB of Fargate memory (ARM64): 1.30",
      "0.25 x Fargate Spot vCPU (ARM64, estimate): 1.77",
      "0.5 x GB of Fargate Spot memory (ARM64, estimate): 0.39",
    ]);
    assert.deepEqual(lines({ desiredCount: 0, capacity: "spot" }), []);
  });

  it("ephemeral storage costs above 20 GiB", () => {
    // 2 tasks x 30 GiB x 0.000111 x 730 = 4.86.
    assert.deepEqual(lines({ ephemeralStorageGiB: 50 }).slice(2), ["60 x GB of ephemeral storage above 20: 4.86"]);
  });

  it("the tasks cost the same under every option", () => {
    const ofTasks = (option: number) => {
      const cost = fixedCost(planOf(article({ option })), "us-east-1");
      return cost.lines.filter(({ source }) => source.includes("fargate"));
    };
    const [first, ...others] = everyOption.map(ofTasks);
    assert.equal(first?.length, 2);
    for (const other of others) assert.deepEqual(other, first);
  });
});
