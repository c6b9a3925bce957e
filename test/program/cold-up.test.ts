import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { forcedSeconds } from "../bench/forced-chains";
import type { Scheduled } from "../bench/longest-chain";
import { longestChain, secondsOfChain } from "../bench/longest-chain";
import { find, runStack } from "../support/run";

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
  it("what AWS forces, added by hand", () => {
    // VPC 12, security group 2, ALB 155, listener 1, tasks 150, integration and route 1 each.
    assert.equal(forcedSeconds(1), 322);
    // VPC 12, security group 2, NLB 150, V1 link 180, integration, deployment and stage 1 each.
    for (const option of [2, 3, 4] as const) assert.equal(forcedSeconds(option), 347);
    // As option 1, with a deployment and a stage for the route.
    assert.equal(forcedSeconds(5), 323);
  });

  const options: readonly Option[] = [1, 2, 3, 4, 5];
  for (const option of options) {
    it(`option ${option}: waits at most 1.1 times as long as AWS forces`, async () => {
      const { resources } = await runStack("dev", "apply", { option });
      const forced = forcedSeconds(option);
      const seconds = secondsOfChain(longestChain(resources));
      assert.ok(seconds <= 1.1 * forced, `${seconds} s of ${forced} s`);
      // A graph that waits for less would be wrong: integrations would not wait for tasks, or a type would have no duration.
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
