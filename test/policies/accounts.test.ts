import assert from "node:assert/strict";
import { accountOf, sameAccount } from "../../policies/graph/accounts";
import type { Account } from "../../policies/graph/accounts";
import { graphOf } from "../../policies/graph/graph";
import type { SnapshotResource } from "../../policies/graph/snapshot";
import { fromSnapshot } from "../../policies/graph/snapshot";

const provider = (name: string, inputs: Record<string, unknown>): SnapshotResource => ({
  urn: `urn:pulumi:dev::shop::pulumi:providers:aws::${name}`,
  type: "pulumi:providers:aws",
  name,
  inputs,
  dependencies: [],
  propertyDependencies: Object.fromEntries(
    Object.entries(inputs).flatMap(([key, value]) => (value === null ? [[key, ["urn:pulumi:dev::shop::a::b"]]] : [])),
  ),
});
const vpc = (name: string): SnapshotResource => ({
  urn: `urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::${name}`,
  type: "aws:ec2/vpc:Vpc",
  name,
  inputs: {},
  dependencies: [],
  propertyDependencies: {},
  provider: `urn:pulumi:dev::shop::pulumi:providers:aws::${name}::id`,
});

function account(inputs: Record<string, unknown>): Account {
  const [, resource] = fromSnapshot([provider("one", inputs), vpc("one")]);
  assert.ok(resource);
  return accountOf(graphOf([]), resource);
}

const arn = (id: string, name = "deploy") => `arn:aws:iam::${id}:role/${name}`;
const roles = (...ids: readonly string[]) => JSON.stringify(ids.map((id) => ({ roleArn: arn(id) })));

describe("the account of a provider", () => {
  const ids: readonly [title: string, inputs: Record<string, unknown>, id: string | undefined][] = [
    ["no argument", {}, undefined],
    ["one allowed account, as JSON text", { allowedAccountIds: '["111111111111"]' }, "111111111111"],
    ["one allowed account, as a list", { allowedAccountIds: ["111111111111"] }, "111111111111"],
    ["two allowed accounts", { allowedAccountIds: '["111111111111","222222222222"]' }, undefined],
    ["a role, as JSON text", { assumeRoles: roles("222222222222") }, "222222222222"],
    ["a role, as a list", { assumeRoles: [{ roleArn: arn("222222222222") }] }, "222222222222"],
    ["the last of two roles", { assumeRoles: roles("111111111111", "222222222222") }, "222222222222"],
    ["a role of an older SDK", { assumeRole: JSON.stringify({ roleArn: arn("333333333333") }) }, "333333333333"],
    ["a web identity", { assumeRoleWithWebIdentity: JSON.stringify({ roleArn: arn("444444444444") }) }, "444444444444"],
    [
      "a role after a web identity",
      {
        assumeRoleWithWebIdentity: JSON.stringify({ roleArn: arn("444444444444") }),
        assumeRoles: roles("222222222222"),
      },
      "222222222222",
    ],
    [
      "an allowed account beats a role",
      { allowedAccountIds: '["111111111111"]', assumeRoles: roles("222222222222") },
      "111111111111",
    ],
    ["text that is no JSON", { assumeRoles: "[{" }, undefined],
  ];
  for (const [title, inputs, id] of ids) {
    it(`${title}: ${id ?? "no id"}`, () => {
      assert.equal(account(inputs).id, id);
    });
  }

  const pairs: readonly [
    title: string,
    left: Record<string, unknown>,
    right: Record<string, unknown>,
    same: boolean | undefined,
  ][] = [
    ["equal arguments", { region: "us-east-1" }, { region: "us-west-2" }, true],
    ["other profiles, which may be of one account", { profile: "a" }, { profile: "b" }, undefined],
    ["other keys, which may be of one account", { accessKey: "a" }, {}, undefined],
    ["other profiles that allow one account", allowed("a", "1"), allowed("b", "1"), true],
    ["one profile that allows other accounts", allowed("a", "1"), allowed("a", "2"), false],
    [
      "roles of one account",
      { assumeRoles: roles("1") },
      { assumeRoles: JSON.stringify([{ roleArn: arn("1", "x") }]) },
      true,
    ],
    ["roles of two accounts", { assumeRoles: roles("1") }, { assumeRoles: roles("2") }, false],
    ["a role on one side, which may be of the same account", { assumeRoles: roles("1") }, {}, undefined],
    ["unknown roles", { assumeRoles: null }, {}, undefined],
    ["two unknown profiles", { profile: null }, { profile: null }, undefined],
    ["an unknown profile", { profile: null }, { profile: "b" }, undefined],
  ];
  for (const [title, left, right, same] of pairs) {
    it(`${title}: ${same === undefined ? "undetermined" : same ? "the same" : "different"}`, () => {
      assert.equal(sameAccount(account(left), account(right)), same);
      assert.equal(sameAccount(account(right), account(left)), same);
    });
  }
});

function allowed(profile: string, id: string) {
  return { profile, allowedAccountIds: JSON.stringify([id]) };
}
