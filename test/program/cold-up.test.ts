import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { forcedSeconds } from "../bench/forced-chains";
import type { Scheduled } from "../bench/longest-chain";
import { longestChain, secondsOfChain } from "../bench/longest-chain";
import { secondsOf } from "../bench/durations";
import { find, ofType, runStack } from "../support/run";

type Stated = Partial<Scheduled> & { readonly urn: string };

const chainOf = (...stated: readonly Stated[]) => {
  const resources = stated.map((resource) => ({
    type: "aws:ec2/vpc:Vpc",
    name: resource.urn,
    parent: null,
    custom: true,
    inputs: {},
    dependencies: [],
    options: {},
    ...resource,
  }));
  return longestChain(resources).map(({ name, start, seconds }) => `${name} ${start}+${seconds}`);
};
const nat = "aws:ec2/natGateway:NatGateway";
const component = { urn: "net", type: "awsx:ec2:Vpc", custom: false };

describe("the longest chain of a first update", () => {
  it("follows dependencies, and starts when the last of them ends", () => {
    assert.deepEqual(
      chainOf(
        { urn: "user", dependencies: ["quick", "slow"] },
        { urn: "quick", type: "aws:ec2/eip:Eip" },
        { urn: "slow", type: nat },
      ),
      ["slow 0+105", "user 105+12"],
    );
  });

  it("a resource waits for its parent, and for what it is replaced or deleted with", () => {
    for (const waits of [{ parent: "a" }, { options: { replaceWith: ["a"] } }, { options: { deletedWith: "a" } }])
      assert.deepEqual(chainOf({ urn: "a" }, { urn: "b", ...waits }), ["a 0+12", "b 12+12"]);
  });

  it("users of a remote component wait for all resources in it; resources in it do not", () => {
    const inner = [
      { urn: "vpc", parent: "net" },
      { urn: "nat", type: nat, parent: "vpc", dependencies: ["vpc"] },
      { urn: "other", parent: "vpc", dependencies: ["vpc"] },
    ];
    assert.deepEqual(chainOf(component, ...inner, { urn: "user", dependencies: ["net"] }), [
      "vpc 0+12",
      "nat 12+105",
      "user 117+12",
    ]);
    assert.deepEqual(chainOf(component, ...inner, { urn: "user", dependencies: ["vpc"] }).at(-1), "user 117+12");
  });

  it("a local component takes no time", () => {
    assert.deepEqual(chainOf({ ...component, type: "own:index:Net" }, { urn: "a", parent: "net" }), ["a 0+12"]);
  });
});

describe("a first update of stack dev", () => {
  const service = (wait: boolean) => ({
    type: "aws:ecs/service:Service",
    custom: true,
    inputs: wait ? { waitForSteadyState: true } : {},
  });

  it("what AWS forces, added by hand, with and without waiting for the tasks", () => {
    assert.deepEqual([secondsOf(service(false)), secondsOf(service(true))], [2, 150]);
    // VPC 12, security group 2, ALB 155, listener 1, then tasks 150, integration and route 1 each.
    assert.deepEqual([forcedSeconds(1, service(false)), forcedSeconds(1, service(true))], [172, 322]);
    // VPC 12, security group 2, NLB 150, V1 link 180, integration, deployment and stage 1 each.
    for (const option of [2, 3, 4] as const) assert.equal(forcedSeconds(option, service(true)), 347);
    assert.deepEqual([forcedSeconds(5, service(false)), forcedSeconds(5, service(true))], [173, 323]);
  });

  const options: readonly Option[] = [1, 2, 3, 4, 5];
  for (const option of options) {
    it(`option ${option}: waits at most 1.1 times as long as AWS forces`, async () => {
      const result = await runStack("dev", "apply", { option });
      const [ecsService] = ofType(result, "aws:ecs/service:Service");
      assert.ok(ecsService);
      const forced = forcedSeconds(option, ecsService);
      const seconds = secondsOfChain(longestChain(result.resources));
      assert.ok(seconds <= 1.1 * forced, `${seconds} s of ${forced} s`);
      // The table has what decides: a graph without durations would be fast.
      assert.ok(seconds >= forced, `${seconds} s of ${forced} s`);
    });

    it(`option ${option}: NAT gateways inside awsx would make it wait longer`, async () => {
      const result = await runStack("dev", "apply", { option });
      const { resources } = result;
      const { urn } = find(result, "aws:ec2/subnet:Subnet", "sales-public-1");
      const inside = resources.map((resource) =>
        resource.type === nat ? { ...resource, parent: urn, dependencies: [urn] } : resource,
      );
      // Beside the 105 seconds of the NAT gateway are the two of the public route table and its route.
      assert.equal(secondsOfChain(longestChain(inside)) - secondsOfChain(longestChain(resources)), 105 - 2);
    });
  }
});
