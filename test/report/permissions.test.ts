import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bucketActions, keyActions, permissions, reads } from "../../report/permissions";
import { withDomain } from "../support/front";
import { projectDirectory, runStack } from "../support/run";
import { articleServices, service } from "../support/scenario";
import { beyondCloudFormation, cloudFormationTypes, notNeeded } from "./permission-exceptions";

const read = (file: string) =>
  JSON.parse(readFileSync(join(projectDirectory, "test", "fixtures", "iam", file), "utf8")) as Record<
    string,
    Record<string, string>
  >;
const handlers = read("cloudformation-permissions.json")["types"] ?? {};
const services = read("actions.json")["actions"] ?? {};
/** All actions of IAM in the services that the fixtures name. */
const existing = new Set(
  Object.entries(services).flatMap(([service, names]) => names.split(" ").map((name) => `${service}:${name}`)),
);
const role = new Set([...Object.values(permissions).flat(), ...reads]);
/** Permissions that CloudFormation names for the types of the program. */
const named = Object.values(cloudFormationTypes)
  .flat()
  .flatMap((type) => (handlers[type] ?? "").split(" "));
const byText = (left: string, right: string) => left.localeCompare(right, "en");

describe("permissions of the deploying role", () => {
  it("the actions that docs/upgrading.md asks for before an update are among them", () => {
    const document = readFileSync(join(projectDirectory, "docs", "upgrading.md"), "utf8");
    const asked = [...document.matchAll(/`([a-z0-9-]+:[A-Z][A-Za-z]+)`/g)].map(([, action = ""]) => action);
    assert.ok(asked.includes("ecs:ListServiceDeployments"));
    assert.deepEqual(
      asked.filter((action) => !role.has(action)),
      [],
    );
  });

  let created: readonly string[];
  before(async () => {
    const types = new Set<string>();
    for (const stack of ["dev", "shared", "existing", "company"]) {
      for (const option of [1, 2, 3, 4, 5]) {
        for (const { type } of (await runStack(stack, "preview", { option })).resources) types.add(type);
      }
    }
    const spot = articleServices.map((service) => ({ ...service, capacity: "spot" }));
    const policyArns = ["arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"];
    const attached = articleServices.map((service) => ({ ...service, policyArns }));
    const calls = [service("orders", "sales"), service("shop", "sales", { reaches: [{ service: "orders" }] })];
    const others = [await runStack("mixed", "preview"), await runStack("secured", "preview")];
    for (const services of [spot, attached, calls]) others.push(await runStack("dev", "preview", { services }));
    others.push(await runStack("dev", "preview", withDomain()));
    others.push(await runStack("operated", "preview"), await runStack("released", "preview"));
    const auth = { kind: "jwt", issuer: "https://login.example.com/", audiences: ["shop"] };
    others.push(await runStack("dev", "preview", { option: 1, auth }));
    const usagePlans = [{ name: "partners", keys: ["acme"] }];
    const userPool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123";
    const rest = {
      option: 5,
      auth: { kind: "cognito", userPool, clients: ["1example23456789"] },
      cors: { origins: ["https://www.example.com"] },
      throttle: { ratePerSecond: 100, burst: 50 },
      usagePlans,
      webAcl: "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/shop/0a1b2c3d-0000-4000-8000-000000000000",
      account: { restLogRole: "create" },
    };
    others.push(await runStack("dev", "preview", rest));
    for (const { type } of others.flatMap(({ resources }) => resources)) types.add(type);
    created = [...types].filter((type) => /^aws(-native)?:/.test(type)).sort();
  });

  it("cover exactly the resource types that the program creates", () => {
    assert.deepEqual(Object.keys(permissions).sort(), created);
  });

  it("each type has resource types of CloudFormation, all of the fixture", () => {
    assert.deepEqual(Object.keys(cloudFormationTypes).sort(), created);
    const used = new Set(Object.values(cloudFormationTypes).flat());
    assert.deepEqual([...used].sort(), Object.keys(handlers).sort());
  });

  it("the role has all permissions that CloudFormation names, except those listed", () => {
    const missing = new Set(named.filter((action) => !role.has(action)));
    assert.deepEqual([...missing].sort(byText), Object.values(notNeeded).flat().sort(byText));
  });

  it("every other action of the role is listed with its source", () => {
    const others = [...role].filter((action) => !named.includes(action));
    assert.deepEqual(others.sort(byText), Object.values(beyondCloudFormation).flat().sort(byText));
  });

  it("every action of the role and of the state exists", () => {
    const all = [...role, ...bucketActions, ...keyActions];
    assert.deepEqual(
      all.filter((action) => !existing.has(action)),
      [],
    );
  });

  it("an exception is not an action of IAM exactly if its reason says so", () => {
    for (const [reason, actions] of Object.entries(notNeeded)) {
      const unknown = actions.filter((action) => !existing.has(action));
      assert.deepEqual(unknown, reason === "not an action of IAM" ? actions : [], reason);
    }
  });

  it("the role may delete every resource and tag that it may create", () => {
    const opposites: Readonly<Record<string, string>> = {
      Add: "Remove",
      Allocate: "Release",
      Attach: "Detach",
      Authorize: "Revoke",
      Create: "Delete",
      Register: "Deregister",
      Tag: "Untag",
    };
    // Names of the pairs that differ in more than the verb; the service-linked role is kept.
    const irregular: Readonly<Record<string, string | undefined>> = {
      "acm:AddTagsToCertificate": "acm:RemoveTagsFromCertificate",
      "acm:RequestCertificate": "acm:DeleteCertificate",
      "apigateway:AddCertificateToDomain": "apigateway:RemoveCertificateFromDomain",
      "ec2:CreateVpcEndpoint": "ec2:DeleteVpcEndpoints",
      "ec2:CreateVpcEndpointServiceConfiguration": "ec2:DeleteVpcEndpointServiceConfigurations",
      "servicediscovery:CreateHttpNamespace": "servicediscovery:DeleteNamespace",
      "servicediscovery:CreatePrivateDnsNamespace": "servicediscovery:DeleteNamespace",
      "iam:CreateServiceLinkedRole": undefined,
    };
    const undone = [...role].flatMap((action) => {
      if (action in irregular) return irregular[action] ?? [];
      const [service = "", name = ""] = action.split(":");
      const verb = Object.keys(opposites).find((prefix) => name.startsWith(prefix));
      return verb === undefined ? [] : [`${service}:${opposites[verb] ?? ""}${name.slice(verb.length)}`];
    });
    assert.deepEqual(
      undone.filter((action) => !role.has(action)),
      [],
    );
  });
});
