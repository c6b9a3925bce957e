import assert from "node:assert/strict";
import { program as metricsOnlyStage } from "../../fixtures/field/01-metrics-only-stage";
import { program as grpcBehindHttp } from "../../fixtures/field/10-grpc-behind-http";
import { program as privateRestWithoutPolicy } from "../../fixtures/field/14-private-rest-without-policy";
import { program as payload2 } from "../../fixtures/field/35-payload-2";
import { program as secretsWithoutRole } from "../../fixtures/field/40-secrets-without-role";
import { verdictsOf } from "../../support/verdicts";

/** Programs from the field with their findings and request path; the second finding is the break of the path. */
const programs = {
  "metrics without throttling limits": {
    program: metricsOnlyStage,
    mandatory: ["throttling-admits-requests http", "every-route-reaches-its-service http"],
    paths: { "http $default": "refuted at stage" },
  },
  "a gRPC target group behind an HTTP listener": {
    program: grpcBehindHttp,
    mandatory: ["http2-target-group-behind-https shop", "every-route-reaches-its-service shop"],
    paths: { "http $default": "refuted at target group" },
  },
  "a private REST API without a resource policy": {
    program: privateRestWithoutPolicy,
    mandatory: ["private-rest-api-has-policy rest", "every-route-reaches-its-service rest"],
    paths: { "rest ANY /{proxy+}": "refuted at stage" },
  },
  "payload format 2.0 of a private integration": {
    program: payload2,
    mandatory: ["private-integration-payload-format http", "every-route-reaches-its-service http"],
    paths: { "http $default": "refuted at integration" },
  },
  "secrets, logs and a private image without an execution role": {
    program: secretsWithoutRole,
    mandatory: ["task-has-execution-role odd", "every-route-reaches-its-service odd"],
    paths: { "http $default": "refuted at container" },
  },
} as const;

describe("values from the field that AWS rejects or that fail every request", () => {
  for (const [title, { program, mandatory, paths }] of Object.entries(programs)) {
    for (const pass of ["preview", "apply"] as const) {
      it(`${title}, ${pass}`, async () => {
        const verdicts = await verdictsOf(pass, program);
        assert.deepEqual(verdicts.mandatory, mandatory);
        assert.deepEqual(verdicts.paths, paths);
      });
    }
  }

  it("one finding names everything that a container needs the execution role for", async () => {
    const { texts } = await verdictsOf("preview", secretsWithoutRole);
    const wrong =
      "task definition odd has no execution role, but container app reads secrets, pulls an image from Amazon ECR and writes logs with awslogs. ";
    assert.ok(texts.some((text) => text.startsWith(wrong)));
  });
});
