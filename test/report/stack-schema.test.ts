import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { stackJsonSchema } from "../../report/stack-schema";
import { balancerMistakes } from "../core/settings/load-balancer-mistakes";
import { serviceMistakes } from "../core/settings/service-mistakes";
import { stackMistakes } from "../core/settings/stack-mistakes";
import { projectDirectory } from "../support/run";
import { article } from "../support/scenario";

const read = (...path: readonly string[]) => readFileSync(join(projectDirectory, ...path), "utf8");

/** Compiling checks the schema against draft 7, which Ajv 6 and editors read. */
const validate = new Ajv().compile(JSON.parse(stackJsonSchema()) as object);

const accepts = (file: unknown) => validate(file) === true;
const acceptsConfig = (config: unknown) => accepts({ config });

/** A configuration as JSON has it, with a prefix for its keys. */
const written = (raw: Readonly<Record<string, unknown>>, prefix: string): unknown =>
  JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(raw).map(([key, value]) => [prefix + key, value]))));

/** Mistakes that only a comparison of several values shows, or that another file may correct. */
const beyondSchema: readonly string[] = [
  "a missing list of VPCs",
  "$default with a REST API",
  "a quota that AWS never raises",
  "a CIDR with host bits",
  "overlapping VPCs",
  "a VPC too small for its subnets",
  "a VPC too small for its load balancers and tasks",
  "a zone without VPC links V2",
  "a CIDR block for an existing VPC",
  "two VPCs with the same name",
  "a service in an unknown VPC",
  "two services with the same name",
  "a list of retired services only",
  "memory that Fargate does not offer",
  "autoscaling bounds in the wrong order",
  "a desired count outside the bounds",
  "a health check timeout as long as its interval",
  "two services with the same path",
  "paths that differ in a trailing slash only",
  "Cloud Map with a REST API",
  "Cloud Map without a container health check",
  "a service group across VPCs",
  "a service group with different load balancer types",
  "a service group with the name of a service",
  "a public image without NAT",
  "a secret in another Region",
  "a variable that is both plain and secret",
  "an existing load balancer in a new VPC",
  "an HTTPS listener",
  "a TCP listener of an ALB",
  "a listener of another load balancer",
  "an ALB without its security group",
  "a port that REST integrations refuse",
  "an image behind an existing load balancer",
  "a load balancer in another Region",
];

describe("the JSON Schema of a stack file", () => {
  it("is that of the code (npm run docs writes it)", () => {
    assert.equal(read("docs", "stack.schema.json"), stackJsonSchema());
  });

  for (const file of readdirSync(projectDirectory).filter((name) => /^Pulumi\..+\.yaml$/.test(name))) {
    it(`${file} names it and is valid, with and without the namespace`, () => {
      const text = read(file);
      assert.ok(text.startsWith("# yaml-language-server: $schema=./docs/stack.schema.json\n"));
      assert.ok(accepts(parse(text)), JSON.stringify(validate.errors));
      assert.ok(accepts(parse(text.replaceAll("private-integrations:", ""))), JSON.stringify(validate.errors));
    });
  }

  for (const [title, raw] of [...stackMistakes, ...serviceMistakes, ...balancerMistakes]) {
    const isRefused = !beyondSchema.includes(title);
    it(`${isRefused ? "refuses" : "cannot see"}: ${title}`, () => {
      assert.equal(acceptsConfig(written(raw, "")), !isRefused);
      // A misspelled key with a namespace may be a key of another project.
      if (title !== "an unknown key of the stack") assert.equal(acceptsConfig(written(raw, "shop.api:")), !isRefused);
    });
  }

  it("refuses keys that no service has, in the stack files from the field", () => {
    const field = (name: string) => accepts(parse(read("test", "fixtures", "field", `${name}.yaml`)));
    assert.equal(field("50-region-without-links-v2"), true);
    assert.equal(field("57-health-port-and-timeout"), false);
    assert.equal(field("53-reserved-path"), false);
  });

  const keys = (more: Readonly<Record<string, unknown>>) => ({ ...article({}), ...more });

  it("takes top-level numbers and booleans as the texts that the CLI writes, and no other text", () => {
    assert.ok(
      acceptsConfig(keys({ option: "3", crossZoneToAlbs: "true", logRetentionDays: "7", headroomPercent: "9" })),
    );
    for (const wrong of [
      { option: "6" },
      { crossZoneToAlbs: "yes" },
      { logRetentionDays: "8" },
      { headroomPercent: "x" },
    ])
      assert.equal(acceptsConfig(keys(wrong)), false, JSON.stringify(wrong));
  });

  it("refuses a quoted port, tags of AWS, unknown policies and encrypted values", () => {
    const [service] = article({})["services"] as readonly object[];
    for (const wrong of [
      { services: [{ ...service, containerPort: "80" }] },
      { services: [{ ...service, environment: { "A=B": "x" } }] },
      { tags: { "aws:owner": "x" } },
      { acknowledge: [{ rule: "alb-in-two-zoness", reason: "x" }] },
      { stage: { secure: "v1:abc" } },
      { usedElsewhere: { "elb.albs": 1 } },
    ])
      assert.equal(acceptsConfig(keys(wrong)), false, JSON.stringify(wrong));
  });

  it("refuses keys of config beside it", () => {
    for (const key of ["option: 2", "aws:region: us-east-1", "vpcs: []"])
      assert.equal(validate(parse(key)), false, key);
    assert.equal(validate(parse("encryptedkey: abc")), true);
  });

  it("allows keys of providers and other projects, and what the CLI writes beside config", () => {
    const others = { "aws:region": "us-east-1", "datadog:tags": ["a"], "pulumi:tags": { a: 1 }, "other:anything": 1 };
    const beside = { encryptionsalt: "v1:x", secretsprovider: "awskms://x", encryptedkey: "x", environment: ["a/b"] };
    assert.ok(accepts({ config: keys(others), ...beside, "x-common": {} }), JSON.stringify(validate.errors));
    assert.ok(accepts(null));
    assert.ok(accepts({ config: null }));
  });

  it("shows a text for every key, values to choose from, defaults and examples", () => {
    interface Described {
      readonly description?: string;
      readonly properties?: Readonly<Record<string, Described>>;
      readonly items?: Described;
    }
    const { definitions } = JSON.parse(stackJsonSchema()) as { definitions: Readonly<Record<string, Described>> };
    const undescribed = (schema: Described, path: string): readonly string[] => [
      ...(schema.description === undefined ? [path] : []),
      ...Object.entries(schema.items?.properties ?? schema.properties ?? {}).flatMap(([key, inner]) =>
        undescribed(inner, `${path}.${key}`),
      ),
    ];
    assert.deepEqual(
      Object.entries(definitions).flatMap(([key, schema]) => undescribed(schema, key)),
      [],
    );
    const { option, quotas, vpcs } = definitions as Readonly<Record<string, Record<string, unknown>>>;
    assert.deepEqual(option, {
      description: "the topology: 1 HTTP API; 2-4 REST API with VPC links V1; 5 REST API with VPC links V2",
      default: 1,
      anyOf: [
        { type: "number", enum: [1, 2, 3, 4, 5] },
        { type: "string", pattern: "^(1|2|3|4|5)$" },
      ],
    });
    const { properties } = quotas as { properties: Readonly<Record<string, Described>> };
    assert.equal(
      properties["elb.listenersPerNlb"]?.description,
      "Listeners per Network Load Balancer: 50 by default; AWS does not raise it",
    );
    assert.match(JSON.stringify(vpcs), /"examples":\["10\.1\.0\.0\/16"\]/);
  });
});
