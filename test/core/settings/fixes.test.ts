import assert from "node:assert/strict";
import { decide } from "../../../core/decide";
import { article, articleVpcs, service } from "../../support/scenario";
import { behind, vpc } from "./fixtures";

/** Problems of a configuration, `where: message => fix`. */
function problems(raw: Record<string, unknown>, region = "us-east-1"): readonly string[] {
  const decision = decide(raw, region);
  if (!("problems" in decision)) return [];
  return decision.problems.map(({ where, message, fix }) => `${where}: ${message} => ${fix}`);
}

const orders = (keys: Record<string, unknown>) => article({ services: [service("orders", "sales", keys)] });

/** A key of the service `orders` with a value of a wrong type, and the problem. */
const wrongTypes: [key: string, value: unknown, problem: string][] = [
  ["containerPort", "80", 'got "80"; allowed: a value of type number from 1 to 65535 => write it without quotes: 80'],
  ["cpu", "256", 'got "256"; allowed: 256, 512, 1024, 2048, 4096, 8192, 16384 => write it without quotes: 256'],
  ["image", 1, 'got 1; allowed: a value of type string => write it in quotes: "1"'],
  ["containerPort", "99999", 'got "99999"; allowed: at most 65535 => set a value within this bound, without quotes'],
  ["containerPort", "0", 'got "0"; allowed: at least 1 => set a value within this bound, without quotes'],
  [
    "group",
    10,
    "got 10; allowed: lower-case letters, digits and single hyphens, beginning with a letter => set a value in this form",
  ],
  ["path", true, "got true; allowed: `/` or up to 8 segments of letters, digits and ._~- => set a value in this form"],
  ["cpu", "512", 'got "512"; allowed: 256, 512, 1024, 2048, 4096, 8192, 16384 => write it without quotes: 512'],
  [
    "autoscaling",
    3,
    "got 3; allowed: a value of type object => write keys with their values below it, at least minCount, maxCount",
  ],
  ["existing", "arn", 'got "arn"; allowed: a value of type object => write keys with their values below it'],
  ["stripPrefix", "true", 'got "true"; allowed: a value of type boolean => write it without quotes: true'],
  ["stripPrefix", "yes", 'got "yes"; allowed: a value of type boolean => write true'],
  ["stripPrefix", "nope", 'got "nope"; allowed: a value of type boolean => write true or false'],
  ["stripPrefix", 0, "got 0; allowed: a value of type boolean => write false"],
  ["memoryMiB", "2,048", 'got "2,048"; allowed: a value of type number => write digits only: 2048'],
  ["balancer", null, 'got null; allowed: "alb", "nlb", "cloudMap" => give it a value, or remove the key'],
  ["pins", null, "got null; allowed: a value of type object => give it a value, or remove the key"],
  ["environment", [], "got []; allowed: a value of type object => write keys with their values below it"],
  ["desiredCount", "two", 'got "two"; allowed: a value of type number from 0 to 5000 => set a value of type number'],
  ["containerPort", 1e20, "got 100000000000000000000; allowed: at most 65535 => set a value within this bound"],
];

describe("what to do about a value of the settings", () => {
  for (const [key, value, problem] of wrongTypes) {
    it(`${key}: ${JSON.stringify(value)} has one problem, with the step that fixes it`, () => {
      assert.deepEqual(problems(orders({ [key]: value })), [`services[0].${key} (orders): ${problem}`]);
    });
  }

  it("a required key without a value is not to be removed", () => {
    assert.deepEqual(problems(article({ services: [{ name: "orders", vpc: null, image: "nginx" }] })), [
      "services[0].vpc (orders): got null; allowed: a value of type string => give it a value",
    ]);
    assert.deepEqual(problems(orders({ environment: { A: null } })), [
      "services[0].environment.A (orders): got null; allowed: a value of type string => give it a value, or remove the key",
    ]);
  });

  it("a missing key with few values, a bound that is not reached and an integer are named as such", () => {
    const requirements = { payloadMegabytes: 0 };
    assert.deepEqual(problems(article({ requirements, usedElsewhere: { "elb.albsPerRegion": 1.5 } })), [
      'usedElsewhere["elb.albsPerRegion"]: got 1.5; allowed: a value of type integer => set a value of type integer',
      "requirements.payloadMegabytes: got 0; allowed: more than 0 => set a value within this bound",
    ]);
    assert.deepEqual(problems(behind({ protocol: undefined })), [
      'services[4].existing.protocol (billing): is missing; allowed: "HTTP", "HTTPS", "TCP", "TLS" => add the key',
    ]);
  });

  it("a text in place of a list is written as a list", () => {
    assert.deepEqual(problems(article({ vpcs: [vpc({ zones: "use1-az1" }), articleVpcs[1]] })), [
      'vpcs[0].zones (sales): got "use1-az1"; allowed: a value of type array => write a list: ["use1-az1"]',
    ]);
  });

  it("a long list or map is shown by its beginning", () => {
    const services = Object.fromEntries(["a", "b", "c"].map((name) => [name, { image: "x".repeat(40) }]));
    assert.deepEqual(problems(article({ services })), [
      `services: got {"a":{"image":"${"x".repeat(40)}"},"b":{"image":"${"x".repeat(28)}...; allowed: a value of type array => write a list: each entry begins with a hyphen and has at least the keys name, vpc`,
    ]);
  });

  it("a required key that is misspelled is not missing too", () => {
    assert.deepEqual(problems(orders({ autoscaling: { min: 2, max: 3 } })), [
      'services[0].autoscaling (orders): unknown key "min" => did you mean "minCount"? docs/configuration.md of private-integrations lists all keys',
      'services[0].autoscaling (orders): unknown key "max" => did you mean "maxCount"? docs/configuration.md of private-integrations lists all keys',
    ]);
    const { services, ...others } = article({});
    assert.deepEqual(problems({ ...others, service: services }), [
      'configuration: unknown key "service" => did you mean "services"? docs/configuration.md of private-integrations lists all keys',
    ]);
  });

  it("a required key beside another misspelled one is missing", () => {
    assert.deepEqual(problems(orders({ autoscaling: { max: 3 } })), [
      "services[0].autoscaling.minCount (orders): is missing; a value of type number is required => add the key",
      'services[0].autoscaling (orders): unknown key "max" => did you mean "maxCount"? docs/configuration.md of private-integrations lists all keys',
    ]);
  });

  it("services of one name have one problem, at the second one, and not one of their default path", () => {
    const twice = article({ services: [service("orders", "sales"), service("orders", "supply")] });
    assert.deepEqual(problems(twice), [
      "services[1].name (orders): two services are named orders => give each service its own name",
    ]);
  });

  it("another problem of a service or VPC whose name is repeated has its own place", () => {
    const vpcs = [vpc({}), vpc({ zones: ["use1-az1", "use1-az1"] })];
    const services = [service("orders", "sales"), service("orders", "sales", { memoryMiB: 600 })];
    assert.deepEqual(problems(article({ vpcs, services })), [
      "vpcs[1].name (sales): two VPCs are named sales => give each VPC its own name",
      "services[1].name (orders): two services are named orders => give each service its own name",
      "vpcs[1].zones: zone use1-az1 is listed twice; a load balancer uses one subnet per zone => list each zone once",
      "vpcs[1].cidr: 10.1.0.0/16 overlaps 10.1.0.0/16 of sales => give each VPC its own block; VPCs with overlapping blocks can never be peered",
      "services[1].memoryMiB: got 600; allowed with cpu 256: 512, 1024, 2048 => choose one of these values, or change cpu",
    ]);
  });

  it("a tag that is no text hides no problem of another tag", () => {
    assert.deepEqual(problems(article({ tags: { cost: 5, "aws:x": "y" } })), [
      'tags.cost: got 5; allowed: a value of type string => write it in quotes: "5"',
      'tags["aws:x"]: AWS reserves keys that begin with aws: => correct or remove it',
    ]);
  });

  it("an encrypted Region is named as such where nothing decrypts it", () => {
    assert.deepEqual(problems(article({}), '{"secure":"v1:abc"}'), [
      "aws:region: is encrypted and cannot be read offline => store it in plain text: pulumi config set aws:region us-east-1 --plaintext",
    ]);
  });

  it("a leading zero in a block is no set host bit", () => {
    assert.deepEqual(problems(article({ vpcs: [vpc({ cidr: "10.01.0.0/16" }), articleVpcs[1]] })), [
      'vpcs[0].cidr (sales): got "10.01.0.0/16"; not an IPv4 block such as 10.1.0.0/16 => set a value in this form',
    ]);
  });

  it("an image that is too long is refused as too long", () => {
    const image = `example.com/${"a".repeat(244)}`;
    assert.deepEqual(problems(orders({ image })), [
      `services[0].image (orders): got "${image}"; allowed: at most 255 characters before the digest => set a value in this form`,
    ]);
    assert.deepEqual(problems(orders({ image: `${image.slice(0, 255)}@sha256:${"a".repeat(64)}` })), []);
  });
});

describe("a subnet that no ALB accepts", () => {
  const small = {
    option: 1,
    stage: "$default",
    vpcs: [{ name: "core", cidr: "10.1.0.0/25", zones: ["use1-az1", "use1-az2"] }],
    services: [service("orders", "core", { desiredCount: 1 })],
  };

  it("names what else option 3 needs, and then option 3 works", () => {
    const fix = "use a block of /24 or larger, or use option 3 (and name the stage), which needs no ALB";
    const found = problems(small);
    assert.equal(found.length, 1);
    assert.ok(found[0]?.endsWith(`=> ${fix}`));
    assert.deepEqual(problems({ ...small, option: 3, stage: "live" }), []);
  });
});
