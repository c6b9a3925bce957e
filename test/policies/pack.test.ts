import assert from "node:assert/strict";
import { evaluate } from "../../policies/evaluate";
import type { Result } from "../../policies/evaluate";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { rules } from "../../policies/rules";
import { memo } from "../support/memo";
import { runStack } from "../support/run";
import { zoneMap } from "../../simulator/aws/zones";

const stacks: readonly [stack: string, option: number][] = [
  ...[1, 2, 3, 4, 5].flatMap((option): [string, number][] => [
    ["dev", option],
    ["shared", option],
    ["existing", option],
    ["company", option],
  ]),
  ...[2, 3, 4, 5].map((option): [string, number] => ["secured", option]),
  ...[1, 2, 3, 4, 5].map((option): [string, number] => ["operated", option]),
  ...[1, 4, 5].map((option): [string, number] => ["released", option]),
  ["mixed", 1],
];

/** The quota that Pulumi.secured.yaml records as raised. */
const longWait = { "apigateway.restIntegrationTimeoutMs": { value: 60_000, reason: "raised for monthly reports" } };

const judge = memo(async (stack: string, option: number, pass: "preview" | "apply"): Promise<readonly Result[]> => {
  const { resources } = await runStack(stack, pass, { option });
  return evaluate(rules, fromSnapshot(resources), {
    zoneIds: zoneMap(stack === "shared" ? "eu-west-1" : "us-east-1"),
    ...(stack === "secured" ? { quotas: longWait } : {}),
  });
});

const messagesOf = (results: readonly Result[], what: "violations" | "undetermined") =>
  results
    // Advisory rules report on the examples: vCPU of a new account, and Cloud Map without draining.
    .filter(({ rule }) => rule.enforcement === "mandatory")
    .flatMap((result) =>
      result[what].map((finding) => `${result.rule.id}: ${"wrong" in finding ? finding.wrong : finding.needs}`),
    );

/** Rules that are undetermined in stack existing, which has load balancers and a VPC outside the stack, by option. */
const outside: Readonly<Record<number, readonly string[]>> = {
  1: ["balancer-and-vpc-link-in-one-vpc", "alb-in-two-zones", "private-tasks-reach-registry", "vpc-link-v2-zones"],
  2: ["private-tasks-reach-registry", "privatelink-enforcement-off", "rest-integration-port"],
  3: ["private-tasks-reach-registry", "privatelink-enforcement-off", "rest-integration-port"],
  4: ["alb-in-two-zones", "private-tasks-reach-registry", "privatelink-enforcement-off", "rest-integration-port"],
  5: [
    "balancer-and-vpc-link-in-one-vpc",
    "alb-in-two-zones",
    "private-tasks-reach-registry",
    "rest-integration-port",
    "vpc-link-v2-zones",
  ],
};

const knownTags: readonly string[] = [
  "account",
  "balancer",
  "cloud-map",
  "ecs",
  "http-api",
  "listener",
  "path",
  "quota",
  "rest-api",
  "safety",
  "same-vpc",
  "security-group",
  "vpc-link-v1",
  "vpc-link-v2",
  "wiring",
];

const requestPaths = "every-route-reaches-its-service";

const routesOf: Readonly<Record<string, number>> = {
  ...{ dev: 8, shared: 10, company: 28 },
  ...{ secured: 10, operated: 6, released: 8 },
};

/** What is behind the VPC endpoint of stack operated. */
const ofOtherAccount =
  "every-route-reaches-its-service: at VPC endpoint: what is behind com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0, which is in another account, and whether its owner has accepted the endpoint (the request path is proved up to there) (and 1 more)";

/** AWS's sources disagree on the path that a REST API with a V2 link sends. */
const assumedIn = (option: number, stack: string) =>
  option === 5
    ? [
        `${requestPaths}: assumed for ${routesOf[stack] ?? 0} routes: API Gateway sends the path of the uri without the stage name (AWS's guide and samples disagree)`,
      ]
    : [];

describe("the policy pack", () => {
  for (const [stack, option] of stacks) {
    it(`${stack}, option ${option}: no violations, and all is determined in an apply pass`, async () => {
      assert.deepEqual(messagesOf(await judge(stack, option, "preview"), "violations"), []);
      const applied = await judge(stack, option, "apply");
      assert.deepEqual(messagesOf(applied, "violations"), []);
      // Resources outside the stack stay undetermined.
      const open =
        stack === "existing"
          ? new Set(messagesOf(applied, "undetermined").map((line) => line.split(":")[0]))
          : messagesOf(applied, "undetermined");
      const elsewhere = (line = "") => stack === "company" && line.startsWith("every-reach-has-a-path: ");
      const expected =
        stack === "existing"
          ? [...(outside[option] ?? []), requestPaths]
          : [...(stack === "operated" ? [ofOtherAccount] : []), ...assumedIn(option, stack)];
      // What its tasks connect to outside the stack: test/program/company-stack.test.ts has the reasons.
      assert.equal([...open].filter(elsewhere).length, stack === "company" ? 6 : 0);
      assert.deepEqual(
        [...open].filter((line) => !elsewhere(line)),
        expected,
      );
    });
  }

  it("REST uris and subnet lists from awsx are undetermined at a first preview", async () => {
    const open: Result[] = [];
    for (const option of [1, 2, 3, 4, 5])
      open.push(...(await judge("dev", option, "preview")).filter(({ undetermined }) => undetermined.length > 0));
    assert.deepEqual([...new Set(open.map(({ rule }) => rule.id))].sort(), [
      "alb-in-two-zones",
      requestPaths,
      "private-tasks-reach-registry",
      "requests-to-balancer-encrypted",
      "rest-integration-port",
      "rest-proxy-path-one-unit",
    ]);
  });

  it("no rule applies to an empty stack", () => {
    for (const { rule, verdict, reason } of evaluate(rules, [])) {
      assert.equal(verdict, "not-applicable", rule.id);
      assert.ok(reason, rule.id);
    }
  });

  it("unknown resource types are ignored", () => {
    const other = {
      urn: "urn:pulumi:a::b::custom:index:Thing::t",
      type: "custom:index:Thing",
      name: "t",
      inputs: {},
      dependencies: [],
      propertyDependencies: {},
    };
    assert.ok(evaluate(rules, fromSnapshot([other])).every(({ verdict }) => verdict === "not-applicable"));
  });

  it("every rule has a name, description, remediation, URL and known tags", () => {
    const words = (text: string) => text.split(" ").length;
    for (const { id, displayName, description, remediation, url, tags } of rules) {
      assert.ok(/^[A-Z].*[^.]$/.test(displayName) && words(displayName) >= 3, `${id}: ${displayName}`);
      for (const text of [description, remediation])
        assert.ok(/^[A-Z].*\.$/.test(text) && words(text) >= 5, `${id}: ${text}`);
      assert.match(url, /^https:\/\/(docs\.aws\.amazon\.com|www\.pulumi\.com\/registry\/packages\/aws)\/./, id);
      assert.deepEqual([tags.length > 0, tags.filter((tag) => !knownTags.includes(tag))], [true, []], id);
    }
    assert.equal(new Set(rules.map(({ displayName }) => displayName)).size, rules.length);
  });
});
