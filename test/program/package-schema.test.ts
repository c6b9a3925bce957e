import assert from "node:assert/strict";
import { outputsSchema } from "../../core/outputs";
import { packageSchema } from "../../core/package-schema";
import { settingsSchema } from "../../core/settings/schema";

const schema = packageSchema("1.2.3");
const component = schema.resources["private-integrations:index:PrivateIntegrations"];
const typeNamed = (name: string) => schema.types[`private-integrations:index:${name}`];
const properties = component?.inputProperties ?? {};
const without = (property: object | undefined) => ({ ...property, description: undefined });

describe("schema of the package for other languages", () => {
  it("has one component, with all settings and the Region as arguments", () => {
    assert.deepEqual(Object.keys(schema.resources), ["private-integrations:index:PrivateIntegrations"]);
    assert.equal(component?.isComponent, true);
    assert.deepEqual(Object.keys(properties).sort(), [...Object.keys(settingsSchema.shape), "region"].sort());
    assert.deepEqual(component.requiredInputs, ["vpcs", "services"]);
  });

  it("has all outputs, which are always there except what only some stacks have", () => {
    const outputs = Object.keys(outputsSchema.shape);
    assert.deepEqual(Object.keys(component?.properties ?? {}), outputs);
    assert.deepEqual(
      component?.required,
      outputs.filter((name) => !["domainTarget", "standby", "endpoints", "account"].includes(name)),
    );
  });

  it("has plain arguments of the types of the settings", () => {
    const plain = { plain: true, description: undefined };
    assert.deepEqual(without(properties["option"]), { type: "integer", ...plain });
    assert.deepEqual(without(properties["stage"]), { type: "string", ...plain });
    assert.deepEqual(without(properties["crossZoneToAlbs"]), { type: "boolean", ...plain });
    const tag = { type: "string", plain: true };
    assert.deepEqual(without(properties["tags"]), { type: "object", additionalProperties: tag, ...plain });
    const service = { $ref: "#/types/private-integrations:index:Service", plain: true };
    assert.deepEqual(without(properties["services"]), { type: "array", items: service, ...plain });
    const count = { type: "integer", plain: true };
    assert.deepEqual(without(properties["usedElsewhere"]), { type: "object", additionalProperties: count, ...plain });
  });

  it("requires of a service its name and VPC, and of autoscaling both bounds", () => {
    assert.deepEqual(typeNamed("Service")?.required, ["name", "vpc"]);
    assert.deepEqual(typeNamed("ServiceAutoscaling")?.required, ["minCount", "maxCount"]);
    assert.deepEqual(typeNamed("VpcExistingSubnet")?.required, ["id", "zone", "cidr"]);
    assert.equal(typeNamed("Service")?.properties["secrets"]?.additionalProperties?.type, "string");
    assert.equal(typeNamed("Service")?.properties["cpu"]?.type, "integer");
    assert.equal(typeNamed("Requirements")?.properties["timeoutSeconds"]?.type, "number");
  });

  it("has types of authorization, limits and usage plans, with what they require", () => {
    assert.deepEqual(typeNamed("Auth")?.required, ["kind"]);
    assert.deepEqual(Object.keys(typeNamed("Auth")?.properties ?? {}), [
      "kind",
      "issuer",
      "audiences",
      "userPool",
      "clients",
    ]);
    assert.deepEqual(typeNamed("Throttle")?.required, ["ratePerSecond", "burst"]);
    assert.equal(typeNamed("Throttle")?.properties["ratePerSecond"]?.type, "number");
    assert.equal(typeNamed("ServiceThrottle")?.properties["burst"]?.type, "integer");
    assert.deepEqual(typeNamed("UsagePlan")?.required, ["name", "keys"]);
    assert.equal(
      typeNamed("UsagePlan")?.properties["quota"]?.$ref,
      "#/types/private-integrations:index:UsagePlanQuota",
    );
    assert.deepEqual(typeNamed("UsagePlanQuota")?.required, ["requests", "per"]);
  });

  it("has a type of CORS with plain origins, and a web ACL", () => {
    assert.deepEqual(typeNamed("Cors")?.required, ["origins"]);
    const text = { type: "string", plain: true };
    assert.deepEqual(without(typeNamed("Cors")?.properties["origins"]), {
      ...{ type: "array", items: text, plain: true },
      description: undefined,
    });
    assert.equal(properties["webAcl"]?.type, "string");
    assert.match(properties["apiKeys"]?.description ?? "", /allowed: required, optional; default: required$/);
  });

  it("has outputs that are not plain, and optional ones", () => {
    const output = typeNamed("OutputLoadBalancer");
    assert.deepEqual(without(output?.properties["arn"]), { type: "string", description: undefined });
    assert.ok(output);
    assert.ok(output.required.includes("arn"));
    assert.ok(!output.required.includes("securityGroupId"));
  });

  // Tried with Pulumi's generator: without it, AcknowledgeArgs, GroupArgs and QuotaArgs are undefined in the Go package.
  it("asks for the types of all arguments in Go, which its generator else leaves out for plain ones", () => {
    const { go } = schema["language"] as { go: { generateExtraInputTypes?: boolean } };
    assert.equal(go.generateExtraInputTypes, true);
  });

  it("refers only to types that it has, and describes every property", () => {
    const text = JSON.stringify(schema);
    const used = new Set([...text.matchAll(/"#\/types\/([^"]+)"/g)].map(([, name = ""]) => name));
    assert.deepEqual([...used].sort(), Object.keys(schema.types).sort());
    const all = [...Object.entries(schema.types), ...Object.entries(schema.resources)];
    const bare = all.flatMap(([name, type]) =>
      Object.entries(type.properties).flatMap(([key, { description = "" }]) =>
        description === "" ? [`${name}.${key}`] : [],
      ),
    );
    assert.deepEqual(bare, []);
  });

  it("names defaults and allowed values in descriptions", () => {
    const { description = "" } = typeNamed("Vpc")?.properties["nat"] ?? {};
    assert.match(description, /allowed: single, perZone, none/);
    assert.match(properties["stage"]?.description ?? "", /default: live$/);
    assert.match(properties["quotas"]?.description ?? "", /keys: apigateway\.vpcLinksV1, /);
  });
});
