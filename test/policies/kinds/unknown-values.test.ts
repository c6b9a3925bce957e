import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network, taskDefinition } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { http, rest, restWith, service } from "./programs/cases";

/** A value that is known only when a resource exists. */
const later = <T>(value: T): pulumi.Output<T> => new aws.ecs.Cluster("later", {}).arn.apply(() => value);

const withTask = (args: () => Partial<aws.ecs.TaskDefinitionArgs>) => () => {
  const definition = taskDefinition("odd", 8080, args());
  httpApi("http", albService("shop", network("home", 40), { service: { taskDefinition: definition.arn } }));
};
const secrets = JSON.stringify([
  {
    name: "app",
    image: "public.ecr.aws/nginx/nginx:1.29",
    portMappings: [{ containerPort: 8080 }],
    secrets: [{ name: "A", valueFrom: "arn:aws:ssm:us-east-1:111122223333:parameter/a" }],
  },
]);

/** Programs with a wrong value that only a later pass knows: rule, resource of its finding, hop, program. */
const programs: readonly (readonly [rule: string, resource: string, hop: string, program: () => unknown])[] = [
  [
    "throttling-admits-requests",
    "http",
    "stage",
    () => {
      http({ stage: { defaultRouteSettings: { throttlingBurstLimit: later(0), throttlingRateLimit: 10 } } })();
    },
  ],
  [
    "throttling-admits-requests",
    "settings",
    "stage",
    () => {
      restWith(({ api, stage }) => {
        new aws.apigateway.MethodSettings("settings", {
          restApi: api.id,
          stageName: stage.stageName,
          methodPath: "*/*",
          settings: { throttlingRateLimit: later(0) },
        });
      })();
    },
  ],
  [
    "integration-timeout-in-range",
    "http",
    "integration",
    () => {
      http({ integration: { timeoutMilliseconds: later(45_000) } })();
    },
  ],
  [
    "private-integration-payload-format",
    "http",
    "integration",
    () => {
      http({ integration: { payloadFormatVersion: later("2.0") } })();
    },
  ],
  [
    "disabled-endpoint-has-domain",
    "rest",
    "stage",
    () => {
      rest({ api: { disableExecuteApiEndpoint: later(true) } })();
    },
  ],
  [
    "stage-name-accepted",
    "rest",
    "stage",
    () => {
      rest({ stage: { stageName: later("v1.0") } })();
    },
  ],
  [
    "listener-protocol-accepted",
    "shop",
    "listener",
    () => {
      service({ listener: { protocol: later("TCP") } })();
    },
  ],
  ["fargate-task-size", "odd", "container", withTask(() => ({ memory: later("300") }))],
  ["task-has-execution-role", "odd", "container", withTask(() => ({ containerDefinitions: later(secrets) }))],
];

describe("wrong values that a first preview does not know", () => {
  for (const [rule, resource, hop, program] of programs) {
    it(`${rule} of ${resource} is undetermined at a first preview`, async () => {
      const { mandatory, undetermined, paths } = await verdictsOf("preview", program);
      assert.deepEqual(mandatory, []);
      assert.ok(undetermined.includes(`${rule} ${resource}`), undetermined.join("\n"));
      assert.deepEqual(Object.values(paths), ["undetermined"]);
    });

    it(`${rule} of ${resource} is a violation with the value known`, async () => {
      const { mandatory, paths } = await verdictsOf("apply", program);
      assert.ok(mandatory.includes(`${rule} ${resource}`), mandatory.join("\n"));
      assert.deepEqual(Object.values(paths), [`refuted at ${hop}`]);
    });
  }

  for (const pass of ["preview", "apply"] as const) {
    it(`settings of a stage with a later name apply to the only stage, ${pass}`, async () => {
      const program = restWith(({ api, stage }) => {
        new aws.apigateway.MethodSettings("settings", {
          restApi: api.id,
          stageName: stage.arn.apply(() => "live"),
          methodPath: "*/*",
          settings: { throttlingRateLimit: 0 },
        });
      });
      const { mandatory, paths } = await verdictsOf(pass, program);
      assert.deepEqual(mandatory, ["throttling-admits-requests settings", "every-route-reaches-its-service rest"]);
      assert.deepEqual(paths, { "rest ANY /{proxy+}": "refuted at stage" });
    });
  }
});
