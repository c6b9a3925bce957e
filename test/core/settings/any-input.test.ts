import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { decide } from "../../../core/decide";
import { cognito, iam, usagePlans, webAcl } from "../../support/access";
import { article, service } from "../../support/scenario";
import { projectDirectory } from "../../support/run";

type Container = Record<PropertyKey, unknown>;

/** The values of an example stack, by key. */
function valuesOf(stack: string): Container {
  const { config } = parse(readFileSync(join(projectDirectory, `Pulumi.${stack}.yaml`), "utf8")) as {
    config: Container;
  };
  const own = Object.entries(config).filter(([key]) => key.startsWith("private-integrations:"));
  return Object.fromEntries(own.map(([key, value]) => [key.slice("private-integrations:".length), value]));
}

/** Every path of a value. */
const pathsOf = (value: unknown): readonly (readonly string[])[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [[key], ...pathsOf(inner).map((path) => [key, ...path])]);

function withValue(values: Container, path: readonly string[], value: unknown): Container {
  const copy = structuredClone(values);
  const container = path.slice(0, -1).reduce<Container>((inner, step) => inner[step] as Container, copy);
  container[path.at(-1) ?? ""] = value;
  return copy;
}

/** A stack with every key of the access to its API, for a REST API; `auth` of a kind. */
function withAccess(auth: Container): Container {
  const values = article({
    ...{ option: 5, auth, usagePlans, apiKeys: "optional", webAcl, timeoutSeconds: 20, streaming: true },
    cors: { origins: ["https://www.example.com"], headers: ["authorization"], credentials: true },
    ...{ throttle: { ratePerSecond: 10, burst: 20 }, accessLogs: true, account: { restLogRole: "exists" } },
    services: [
      service("orders", "sales", {
        ...{ publicPaths: ["/orders/open"], timeoutSeconds: 400, streaming: true },
        ...{ throttle: { ratePerSecond: 1, burst: 2 }, ...(auth["kind"] === "iam" ? {} : { scopes: ["orders/read"] }) },
      }),
      service("stock", "supply", { public: true, streaming: false }),
    ],
  });
  // A copy without shared lists, so that a value is replaced in one place.
  return JSON.parse(JSON.stringify(values)) as Container;
}

const examples = [
  ...["dev", "shared", "mixed", "existing", "company", "operated", "released", "secured"].map((stack) => ({
    values: valuesOf(stack),
    region: stack === "shared" ? "eu-west-1" : "us-east-1",
  })),
  ...[cognito, iam].map((auth) => ({ values: withAccess(auth), region: "us-east-1" })),
];
const replaced = fc
  .constantFrom(...examples)
  .chain(({ values, region }) =>
    fc
      .tuple(fc.constantFrom(...pathsOf(values)), fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant(undefined)))
      .map(([path, value]) => ({ region, raw: withValue(values, path, value) })),
  );

describe("settings with any value in place of one of theirs", () => {
  it("are accepted, or refused with problems that say where, what and what to do", () => {
    fc.assert(
      fc.property(replaced, ({ raw, region }) => {
        const decision = decide(raw, region);
        if (!("problems" in decision)) return;
        assert.ok(decision.problems.length > 0);
        for (const { where, message, fix } of decision.problems) {
          assert.ok(where !== "" && message !== "" && fix !== "");
          assert.doesNotMatch(`${where} ${message} ${fix}`, /placeholder|none1-az|198\.18|undefined/);
        }
      }),
      { numRuns: 600, seed: 20_261_126 },
    );
  });

  for (const wrong of ["?", true]) {
    it(`have one problem at a value that is ${JSON.stringify(wrong)} instead of an object, a list or a number`, () => {
      for (const { values, region } of examples) {
        assert.ok("plan" in decide(values, region));
        for (const path of pathsOf(values)) {
          const decision = decide(withValue(values, path, wrong), region);
          const problems =
            "problems" in decision ? decision.problems.map(({ where, message }) => `${where}: ${message}`) : [];
          assert.ok(problems.length <= 1, `${path.join(".")}\n${problems.join("\n")}`);
        }
      }
    });
  }
});
