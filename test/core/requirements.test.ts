import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { assess } from "../../core/compare/assessment";
import { choices } from "../../core/compare/choices";
import { compare } from "../../core/compare/compare";
import { decide } from "../../core/decide";
import { iam, jwt, usagePlans, webAcl } from "../support/access";
import { projectDirectory } from "../support/run";
import { article, everyOption, problemsOf, service } from "../support/scenario";
import { problemsWithFixes } from "./settings/fixtures";

const problems = (raw: Record<string, unknown>) =>
  problemsWithFixes(raw, "us-east-1").map(({ where, message, fix }) => `${where}: ${message} => ${fix}`);

const orRemove = "; or remove the requirement";
const unmet = (key: string, got: unknown, step: string) =>
  `requirements.${key}: got ${String(got)}; the stack does not meet it => ${step}${orRemove}`;
const raised = { "apigateway.restIntegrationTimeoutMs": { value: 300_000, reason: "case 1" } };

/** What `compare` says of an option with the load balancers of the stack: its problems, and requirements that it lacks. */
function compared(raw: Record<string, unknown>, option: number) {
  const choice = choices.find(({ id }) => id === String(option));
  assert.ok(choice !== undefined);
  const found = assess(raw, "us-east-1", choice, { requestsPerMonth: 1_000_000, averageKilobytes: 10 });
  return { problems: found.problems.length, requirements: found.answers.map(({ requirement }) => requirement) };
}

describe("a requirement", () => {
  it("of WAF or API keys is met by what the stack file has, and by no option alone", () => {
    const requirements = { waf: true, apiKeys: true };
    assert.deepEqual(problems(article({ option: 5, requirements })), [
      unmet("waf", true, "set webAcl to the ARN of a web ACL"),
      unmet("apiKeys", true, "set usagePlans"),
    ]);
    assert.deepEqual(problems(article({ option: 5, requirements, webAcl, usagePlans, apiKeys: "optional" })), [
      unmet("apiKeys", true, "set apiKeys: required"),
    ]);
    assert.deepEqual(problems(article({ option: 5, requirements, webAcl, usagePlans })), []);
  });

  it("that an option cannot meet names the option", () => {
    const fix = "choose an option that does (the command compare shows which), or remove the requirement";
    assert.deepEqual(problems(article({ requirements: { waf: true, timeoutSeconds: 60 } })), [
      `requirements.waf: got true; option 1 does not meet it: AWS WAF does not support HTTP APIs => ${fix}`,
      `requirements.timeoutSeconds: got 60; option 1 does not meet it: HTTP APIs time out after 30 s; AWS does not raise this quota => ${fix}`,
    ]);
  });

  it("of a time is met by the longest timeout of a service that has routes", () => {
    const stack = (more: Record<string, unknown>) => article({ option: 5, quotas: raised, ...more });
    const requirements = { timeoutSeconds: 60 };
    const step =
      "set timeoutSeconds: 60, and either request an increase of the integration timeout of 29 s (apigateway/L-E5AE38E3, which may reduce the throttle quota) or set streaming: true, which needs none";
    assert.deepEqual(problems(stack({ requirements })), [unmet("timeoutSeconds", 60, step)]);
    assert.deepEqual(problems(stack({ requirements, timeoutSeconds: 59 })), [unmet("timeoutSeconds", 60, step)]);
    assert.deepEqual(problems(stack({ requirements, timeoutSeconds: 60 })), []);
    assert.deepEqual(problems(stack({ requirements, timeoutSeconds: 60, streaming: true, quotas: {} })), []);
    const reports = service("reports", "sales", { timeoutSeconds: 90 });
    assert.deepEqual(problems(stack({ requirements, services: [service("orders", "sales"), reports] })), []);
    const retired = [service("orders", "sales"), { ...reports, retired: true }];
    assert.deepEqual(problems(stack({ requirements, services: retired })), [unmet("timeoutSeconds", 60, step)]);
  });

  it("of a time is not met by a timeout below the default, and by a long one only if answers are streamed", () => {
    assert.deepEqual(problems(article({ timeoutSeconds: 5, requirements: { timeoutSeconds: 29.5 } })), [
      unmet("timeoutSeconds", 29.5, "set timeoutSeconds: 30"),
    ]);
    for (const option of everyOption)
      assert.deepEqual(problems(article({ option, requirements: { timeoutSeconds: 29 } })), []);
    const long = { requirements: { timeoutSeconds: 301 }, option: 3 };
    assert.deepEqual(problems(article(long)), [
      unmet(
        "timeoutSeconds",
        301,
        "set timeoutSeconds: 301 and streaming: true; the service then has to write a part of its answer at least every 300 s",
      ),
    ]);
    assert.deepEqual(problems(article({ ...long, timeoutSeconds: 301, streaming: true })), []);
  });

  it("of authorization is met by auth where no path is public; a key is none", () => {
    const requirements = { authorization: true };
    const services = [
      service("orders", "sales", { publicPaths: ["/orders/open"] }),
      service("stock", "supply", { public: true }),
      service("old", "supply", { public: true, retired: true }),
    ];
    assert.deepEqual(problems(article({ option: 5, requirements, usagePlans })), [
      unmet("authorization", true, "set auth"),
    ]);
    const step = "remove public of stock and remove publicPaths of orders";
    assert.deepEqual(problems(article({ requirements, services, auth: jwt })), [unmet("authorization", true, step)]);
    for (const option of everyOption) assert.deepEqual(problems(article({ option, requirements, auth: iam })), []);
  });

  it("of anything else is held by the same answers", () => {
    const services = [service("orders", "sales", { group: "web" }), service("customers", "sales", { group: "web" })];
    const requirements = { tls: true, payloadMegabytes: 11, independentDeployment: true, lowestCost: true };
    assert.deepEqual(
      problemsOf(article({ services, requirements })).map((problem) => problem.split(":")[0]),
      ["requirements.payloadMegabytes", "requirements.tls", "requirements.independentDeployment"],
    );
    assert.deepEqual(problemsOf(article({ requirements: { payloadMegabytes: 10, independentDeployment: true } })), []);
  });

  it("is refused by a stack exactly where compare has an answer for its option", () => {
    const stacks = [{}, { webAcl }, { usagePlans }, { timeoutSeconds: 30 }, { timeoutSeconds: 60 }, { auth: iam }];
    const requirements = { waf: true, apiKeys: true, timeoutSeconds: 45, authorization: true };
    for (const stack of stacks) {
      const raw = article({ ...stack, requirements, quotas: raised });
      for (const option of [1, 5] as const) {
        const answers = compared(raw, option);
        const own = problemsOf({ ...raw, option });
        const ofRequirements = own.flatMap((problem) => /^requirements\.(\w+)/.exec(problem)?.[1] ?? []);
        assert.deepEqual([...ofRequirements].sort(), [...answers.requirements].sort());
        assert.equal(own.length, answers.problems + answers.requirements.length);
      }
    }
  });
});

describe("a stack that requires 60 seconds (field input 52)", () => {
  const file = join(projectDirectory, "test/fixtures/field/52-long-request.yaml");
  const { config } = parse(readFileSync(file, "utf8")) as { config: Record<string, unknown> };
  const given = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.replace("private-integrations:", ""), value]),
  );
  const { "aws:region": region, ...values } = given;
  const of = (more: Record<string, unknown> = {}) => decide({ ...values, ...more }, String(region));

  it("is refused until its timeout is set, and then waits that long", () => {
    const refused = of();
    assert.ok("problems" in refused);
    assert.deepEqual(
      refused.problems.map(({ where }) => where),
      ["requirements.timeoutSeconds"],
    );
    const accepted = of({ timeoutSeconds: 60, quotas: raised });
    assert.ok("plan" in accepted, JSON.stringify(accepted));
    assert.deepEqual(
      accepted.plan.apis[0]?.backends.map(({ timeoutSeconds }) => timeoutSeconds),
      [60],
    );
  });

  it("is compared by the same answer: its own option is recommended only with what it has to set", () => {
    const result = compare(values, String(region), { requestsPerMonth: 1_000_000, averageKilobytes: 10 });
    assert.ok("recommendation" in result);
    assert.equal(result.recommendation.choice, "5");
    const [answer] = result.assessed.find(({ id }) => id === "5")?.answers ?? [];
    assert.ok(answer?.kind === "condition");
    assert.match(answer.what, /^set timeoutSeconds: 60, and either request an increase/);
  });
});
