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
  ]),
  ["mixed", 1],
];

const judge = memo(async (stack: string, option: number, pass: "preview" | "apply"): Promise<readonly Result[]> => {
  const { resources } = await runStack(stack, pass, { option });
  return evaluate(rules, fromSnapshot(resources), { zoneIds: zoneMap(stack === "shared" ? "eu-west-1" : "us-east-1") });
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

/** AWS's sources disagree on the path that a REST API with a V2 link sends. */
const assumedIn = (option: number, stack: string) =>
  option === 5
    ? [
        `${requestPaths}: assumed for ${stack === "dev" ? 8 : 10} routes: API Gateway sends the path of the uri without the stage name (AWS's guide and samples disagree)`,
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
      const expected = stack === "existing" ? [...(outside[option] ?? []), requestPaths] : assumedIn(option, stack);
      assert.deepEqual([...open], expected);
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

  it("has these rules, in this order", () => {
    assert.deepEqual(
      rules.map(({ id }) => id),
      [
        "albs-per-region-quota",
        "condition-values-per-rule-quota",
        "condition-wildcards-per-rule-quota",
        "elastic-ips-quota",
        "fargate-vcpu-default",
        "fargate-vcpu-quota",
        "gateway-endpoints-per-region-quota",
        "iam-roles-quota",
        "integrations-per-http-api-quota",
        "interface-endpoints-per-vpc-quota",
        "internet-gateways-per-region-quota",
        "listeners-per-alb-quota",
        "listeners-per-nlb-quota",
        "nat-gateways-per-zone-quota",
        "network-address-usage-quota",
        "network-interfaces-per-region-quota",
        "nlb-interfaces-per-vpc-quota",
        "nlbs-per-alb-target-quota",
        "nlbs-per-region-quota",
        "resources-per-rest-api-quota",
        "routes-per-http-api-quota",
        "rules-per-alb-quota",
        "rules-per-security-group-quota",
        "security-groups-per-interface-quota",
        "security-groups-per-region-quota",
        "subnets-per-vpc-link-v2-quota",
        "subnets-per-vpc-quota",
        "target-groups-per-action-quota",
        "target-groups-per-alb-quota",
        "target-groups-per-ecs-service-quota",
        "target-groups-per-region-quota",
        "targets-per-alb-quota",
        "targets-per-nlb-quota",
        "targets-per-target-group-quota",
        "vpc-links-v1-quota",
        "vpc-links-v2-quota",
        "vpcs-per-region-quota",
        "balancer-and-target-group-in-one-vpc",
        "balancer-and-vpc-link-in-one-vpc",
        "balancer-subnets-and-groups-in-one-vpc",
        "ecs-service-subnets-and-groups-in-one-vpc",
        "namespace-and-vpc-link-in-one-vpc",
        "nlb-and-alb-target-in-one-vpc",
        "target-group-and-ecs-service-in-one-vpc",
        "vpc-link-subnets-and-groups-in-one-vpc",
        "alb-health-check-answered",
        "alb-in-two-zones",
        "alb-target-group-is-tcp",
        "api-has-authorization",
        "api-key-has-usage-plan",
        "attachment-waits-for-alb-listener",
        "authorizer-is-complete",
        "balancer-is-internal",
        "balancer-type-has-vpc-links",
        "cloud-map-does-not-drain",
        "cloud-map-health-check-accepted",
        "disabled-endpoint-has-domain",
        "discovery-service-registers-srv",
        "ecs-container-matches-task-definition",
        "ecs-service-settings",
        "ecs-service-waits-for-listener",
        "ecs-target-group-is-ip",
        "fargate-task-definition",
        "fargate-task-size",
        "governed-listener-ignores-weights",
        "http-api-domain-is-regional",
        "http-integration-takes-listener",
        "http-mapping-accepted",
        "http-stage-not-in-path",
        "ingress-from-anywhere-elsewhere",
        "listener-in-region-of-balancer",
        "http-stage-settings",
        "http2-target-group-behind-https",
        "integration-has-method",
        "integration-timeout-in-range",
        "listener-protocol-accepted",
        "mapping-waits-for-stage",
        "nlb-has-security-group",
        "no-all-protocols",
        "no-fixed-names",
        "no-ingress-from-anywhere",
        "no-inline-security-group-rules",
        "one-account",
        "one-nlb-per-vpc-link-v1",
        "preflight-needs-no-authorization",
        "private-integration-payload-format",
        "private-integration-type",
        "private-rest-api-has-policy",
        "private-tasks-reach-registry",
        "privatelink-enforcement-off",
        "rest-deployment-covers-api",
        "rest-deployment-has-trigger",
        "rest-endpoint-settings",
        "rest-http-integration-has-responses",
        "rest-integration-port",
        "rest-integration-target",
        "rest-proxy-path-one-unit",
        "rest-resource-path-accepted",
        "route-has-authorizer",
        "route-key-accepted",
        "scaling-range",
        "security-group-rule-once",
        "separate-security-group-rules",
        "separate-task-and-execution-role",
        "service-registry-has-port",
        "stage-has-access-logs",
        "stage-has-throttling",
        "stage-name-accepted",
        "target-group-on-one-balancer",
        "target-group-settings",
        "task-has-execution-role",
        "task-role-without-wildcards",
        "tasks-have-no-public-ip",
        "throttling-admits-requests",
        "tls-listener-has-server-name",
        "unique-api-mapping",
        "unique-listener-port",
        "unique-listener-rule-priority",
        "unread-resources",
        "unshadowed-listener-rule",
        "vpc-link-v1-takes-nlb",
        "vpc-link-v2-has-security-group",
        "vpc-link-v2-zones",
        "vpc-link-version",
        "web-acl-on-supported-resource",
        "every-route-reaches-its-service",
      ],
    );
  });
});
