import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { SnapshotResource } from "../../policies/graph/snapshot";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { resourcesOf, verdictsOn } from "../support/verdicts";

const folder = join(__dirname, "..", "fixtures", "field");
const requestPaths = "every-route-reaches-its-service";

interface Expected {
  /** Rule and resource of each mandatory finding, without the rule on request paths. */
  readonly mandatory?: readonly string[];
  /** Resource at which the request paths break. */
  readonly breaks?: string;
  readonly paths: Readonly<Record<string, string>>;
  /** Verdicts at a first preview, where ids decide. */
  readonly first?: Readonly<Record<string, string>>;
}

const http = (verdict: string) => ({ "http $default": verdict });
const sound: Expected = { paths: http("proved") };

/** Programs after public bug reports: what a reviewer expects of each. */
const inputs: Readonly<Record<string, Expected>> = {
  "00-sound.ts": { paths: { ...http("proved"), "rest ANY /{proxy+}": "proved" } },
  "01-metrics-only-stage.ts": {
    mandatory: ["throttling-admits-requests http"],
    breaks: "http",
    paths: http("refuted at stage"),
  },
  // The URL contains the DNS name of the NLB.
  "03-websocket-v1.ts": { paths: { "chat $default": "proved" }, first: { "chat $default": "undetermined" } },
  "05-two-regions-by-property.ts": sound,
  "06-two-regions-by-provider.ts": sound,
  "08-health-check-port.ts": { breaks: "shop", paths: http("refuted at target group") },
  "10-grpc-behind-http.ts": {
    mandatory: ["http2-target-group-behind-https shop"],
    breaks: "shop",
    paths: http("refuted at target group"),
  },
  "11-host-rule.ts": { breaks: "shop", paths: { "rest ANY /{proxy+}": "refuted at listener" } },
  "14-private-rest-without-policy.ts": {
    mandatory: ["private-rest-api-has-policy rest"],
    breaks: "rest",
    paths: { "rest ANY /{proxy+}": "refuted at stage" },
  },
  "17-trigger-never-changes.ts": {
    mandatory: ["rest-deployment-has-trigger rest"],
    paths: { "rest ANY /{proxy+}": "proved" },
  },
  "19-native-blue-green.ts": sound,
  "20-codedeploy.ts": sound,
  "21-one-route-many-rules.ts": { paths: { "http ANY /{proxy+}": "proved" } },
  "23-block-of-another-vpc.ts": { breaks: "shop", paths: http("refuted at security group") },
  "25-redirecting-listener.ts": { breaks: "redirect", paths: http("refuted at listener") },
  // The uri contains the DNS name of the NLB.
  "26-alb-target-default-check.ts": { paths: { "rest ANY /": "proved" }, first: { "rest ANY /": "undetermined" } },
  "28-inline-rules-only.ts": sound,
  "30-refreshed-listener.json": { paths: { ...http("proved"), "rest ANY /{proxy+}": "proved" } },
  "31-regional-nat.ts": sound,
  "32-spot-without-way-out.ts": {
    mandatory: ["private-tasks-reach-registry shop"],
    breaks: "shop",
    paths: http("refuted at task"),
  },
  "33-stage-without-deployment.ts": { breaks: "http", paths: http("refuted at stage") },
  "34-admission-by-block.ts": sound,
  "35-payload-2.ts": {
    mandatory: ["private-integration-payload-format http"],
    breaks: "http",
    paths: http("refuted at integration"),
  },
  "40-secrets-without-role.ts": {
    mandatory: ["task-has-execution-role odd"],
    breaks: "odd",
    paths: http("refuted at container"),
  },
};

/** A body is judged only when it is known; test/policies/kinds/body-findings.test.ts has its findings. */
const elsewhere = ["15-openapi-body.ts"];

async function read(file: string, pass: "preview" | "apply") {
  if (file.endsWith(".json")) {
    const { resources } = JSON.parse(readFileSync(join(folder, file), "utf8")) as { resources: SnapshotResource[] };
    return fromSnapshot(resources);
  }
  const { program } = (await import(join(folder, file))) as { program: () => unknown };
  return resourcesOf(pass, program);
}

describe("inputs from the field", () => {
  it("each has expected values", () => {
    const files = readdirSync(folder).filter((file) => /^\d\d-.*\.(ts|json)$/.test(file));
    assert.deepEqual(files.sort(), [...Object.keys(inputs), ...elsewhere].sort());
  });

  for (const [file, { mandatory = [], breaks, paths, first = paths }] of Object.entries(inputs)) {
    for (const pass of ["preview", "apply"] as const) {
      it(`${file}, ${pass}`, async () => {
        const found = verdictsOn(await read(file, pass));
        const broken = breaks === undefined ? [] : [`${requestPaths} ${breaks}`];
        assert.deepEqual(found.mandatory, [...mandatory, ...broken]);
        assert.deepEqual(found.paths, pass === "preview" ? first : paths);
      });
    }
  }
});
