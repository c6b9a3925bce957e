import assert from "node:assert/strict";
import { resourceChanges } from "../../../report/resource-changes";
import type { ReportedResource } from "../../../report/result";
import { replacing } from "../../../simulator/aws/replacement";

const types = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  service: "aws:ecs/service:Service",
  nlb: "aws:lb/loadBalancer:LoadBalancer",
} as const;

const urnOf = (type: keyof typeof types, name: string) => `urn:pulumi:dev::p::${types[type]}::${name}`;

/** A resource of a first preview. @param refers - by path of an unknown input, the URNs that it refers to */
function resource(
  type: keyof typeof types,
  name: string,
  inputs: Record<string, unknown> = {},
  refers: Readonly<Record<string, readonly string[]>> = {},
  options: ReportedResource["options"] = {},
): ReportedResource {
  return {
    urn: urnOf(type, name),
    type: types[type],
    name,
    parent: null,
    custom: true,
    inputs,
    unknown: Object.keys(refers),
    outputs: {},
    dependencies: [],
    propertyDependencies: Object.fromEntries(
      Object.entries(refers).map(([path, urns]) => [/^\w+/.exec(path)?.[0] ?? "", [...urns]]),
    ),
    provider: "",
    options,
  };
}

/** What happens, as `<what> <name>: <inputs>`. */
function changes(before: readonly ReportedResource[], after: readonly ReportedResource[]): readonly string[] {
  const { added, removed, replaced, updated, options, renamed } = resourceChanges(before, after, replacing);
  return [
    ...added.map(({ name }) => `added ${name}`),
    ...removed.map(({ name }) => `removed ${name}`),
    ...replaced.map(({ resource: { name }, inputs }) => `replaced ${name}: ${inputs.join()}`),
    ...updated.map(({ resource: { name }, inputs }) => `updated ${name}: ${inputs.join()}`),
    ...options.map(({ resource: { name }, inputs }) => `options of ${name}: ${inputs.join()}`),
    ...renamed.map((pair) => `renamed ${pair.before.name} ${pair.after.name}`),
  ];
}

const vpcUrn = urnOf("vpc", "a");
const vpc = (cidrBlock: string) => resource("vpc", "a", { cidrBlock });
const subnet = (name: string, ...urns: readonly string[]) => resource("subnet", name, { vpcId: null }, { vpcId: urns });

describe("resources of two previews", () => {
  it("a component is no resource of AWS; the order of keys does not count", () => {
    const component = { ...resource("vpc", "c"), custom: false };
    const [one, other] = [resource("vpc", "a", { x: 1, y: [2] }), resource("vpc", "a", { y: [2], x: 1 })];
    assert.deepEqual(changes([one], [component, other]), []);
  });

  it("what refers to a replaced resource is replaced if the reference cannot change, else updated", () => {
    const service = resource(
      "service",
      "s",
      { networkConfiguration: { subnets: [null] }, cluster: "c" },
      { "networkConfiguration.subnets[0]": [urnOf("subnet", "n")] },
    );
    const all = (block: string) => [vpc(block), subnet("n", vpcUrn), service];
    assert.deepEqual(changes(all("10.0.0.0/16"), all("10.1.0.0/16")), [
      "replaced a: cidrBlock",
      "replaced n: vpcId",
      "updated s: networkConfiguration",
    ]);
  });

  it("another reference in the place of an unknown value is a change", () => {
    const others = [vpc("10.0.0.0/16"), resource("vpc", "b", { cidrBlock: "10.1.0.0/16" })];
    const [before, after] = [subnet("n", vpcUrn), subnet("n", urnOf("vpc", "b"))];
    assert.deepEqual(changes([...others, before], [...others, after]), ["replaced n: vpcId"]);
    assert.deepEqual(changes([...others, before], [...others, before]), []);
  });

  it("inputs that Pulumi ignores do not change; protection does", () => {
    const count = (desiredCount: number, options: ReportedResource["options"]) =>
      resource("service", "s", { desiredCount, name: "s" }, {}, options);
    const ignoring = { ignoreChanges: ["desiredCount"] };
    assert.deepEqual(changes([count(1, ignoring)], [count(2, ignoring)]), []);
    assert.deepEqual(changes([count(1, {})], [count(2, {})]), ["updated s: desiredCount"]);
    assert.deepEqual(changes([count(1, {})], [count(1, { protect: true, retainOnDelete: true })]), [
      "options of s: protect,retainOnDelete",
    ]);
    assert.deepEqual(changes([count(1, {})], [count(2, { protect: true })]), ["updated s: desiredCount"]);
    assert.deepEqual(changes([count(1, { protect: false })], [count(1, {})]), []);
  });

  it("an alias, by URN or by name, renames a resource and what refers to it stays", () => {
    for (const alias of [vpcUrn, JSON.stringify({ name: "a" })]) {
      const renamed = resource("vpc", "z", { cidrBlock: "10.0.0.0/16" }, {}, { aliases: [alias] });
      const before = [vpc("10.0.0.0/16"), subnet("n", vpcUrn)];
      assert.deepEqual(changes(before, [renamed, subnet("n", urnOf("vpc", "z"))]), ["renamed a z"]);
    }
    // An alias of what never existed.
    assert.deepEqual(changes([], [resource("vpc", "z", {}, {}, { aliases: [vpcUrn] })]), ["added z"]);
  });

  it("a resource follows the aliases of its parent, with its own name and its own aliases", () => {
    const aliased = (formerly?: string) =>
      formerly === undefined ? {} : { aliases: [JSON.stringify({ name: formerly })] };
    const parent = (name: string, formerly?: string) => ({
      ...resource("service", name, {}, {}, aliased(formerly)),
      custom: false,
    });
    const child = (name: string, ofParent: string, alias?: string) => ({
      ...resource("vpc", name, { name: `${name}-0a1b2c3` }, {}, aliased(alias)),
      parent: urnOf("service", ofParent),
    });
    const before = [parent("old"), child("old-a", "old"), child("b", "old"), child("old-c", "old")];
    const after = [parent("new", "old"), child("new-a", "new"), child("b", "new"), child("new-d", "new", "new-c")];
    // The names in AWS, which Pulumi makes of these names, stay.
    assert.deepEqual(changes(before, after), ["renamed old-a new-a", "renamed old-c new-d"]);
    const named = { ...child("new-a", "new"), inputs: { name: "new-a" } };
    assert.ok(changes(before, [...after.slice(0, 1), named]).includes("updated new-a: name"));
  });

  it("a resource is replaced with another one by replaceWith", () => {
    const service = resource("service", "s", {}, {}, { replaceWith: [vpcUrn] });
    assert.deepEqual(changes([vpc("10.0.0.0/16"), service], [vpc("10.1.0.0/16"), service]), [
      "replaced a: cidrBlock",
      "replaced s: replaceWith",
    ]);
    assert.deepEqual(changes([vpc("10.0.0.0/16"), service], [vpc("10.0.0.0/16"), service]), []);
  });

  it("what a component refers to: the id of a VPC is that of the VPC, also if a subnet is added", () => {
    const later = (...more: readonly string[]) => [
      vpc("10.0.0.0/16"),
      subnet("n", vpcUrn, urnOf("subnet", "m"), ...more),
    ];
    assert.deepEqual(changes(later(), later(urnOf("subnet", "o"))), []);
  });

  it("a value with the name of an input changes with it, also where its key has dots and slashes", () => {
    const path = 'environment["/v1.0/a cluster"]';
    const reader = resource(
      "vpc",
      "r",
      { environment: { "/v1.0/a cluster": null } },
      { [path]: [urnOf("service", "s")] },
    );
    const service = (cluster: string, count: number) => resource("service", "s", { cluster, desiredCount: count });
    assert.deepEqual(changes([service("a", 1), reader], [service("a", 2), reader]), ["updated s: desiredCount"]);
    assert.deepEqual(changes([service("a", 1), reader], [service("b", 1), reader]), [
      "replaced s: cluster",
      "updated r: environment",
    ]);
  });

  it("a list that grows in place and one that cannot are told apart as the provider does", () => {
    const nlb = (...subnets: readonly string[]) => resource("nlb", "l", { loadBalancerType: "network", subnets });
    assert.deepEqual(changes([nlb("a")], [nlb("a", "b")]), ["updated l: subnets"]);
    assert.deepEqual(changes([nlb("a", "b")], [nlb("a")]), ["replaced l: subnets"]);
  });
});
