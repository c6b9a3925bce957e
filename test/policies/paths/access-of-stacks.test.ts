import assert from "node:assert/strict";
import { prove } from "../../../policies/paths/prove";
import type { Proof } from "../../../policies/paths/prove";
import { singleRules } from "../../../policies/rules";
import { zoneMap } from "../../../simulator/aws/zones";
import { snapshotGraph } from "../../support/graphs";
import { memo } from "../../support/memo";
import { runStack } from "../../support/run";
import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Snapshot } from "../mutants/edit";
import { ofType, setPlain } from "../mutants/edit";

const config = { zoneIds: { ...zoneMap("us-east-1"), ...zoneMap("eu-west-1") } };
const image = "public.ecr.aws/nginx/nginx:1.29";
const common = { image, containerPort: 80, stripPrefix: true };

/** Three services: one with a scope, one with a public path, and one that is public. */
const settings = {
  services: [
    { name: "orders", vpc: "sales", scopes: ["orders/read"], ...common },
    { name: "customers", vpc: "sales", publicPaths: ["/customers/terms"], ...common },
    { name: "stock", vpc: "supply", public: true, ...common },
  ],
  auth: {
    kind: "cognito",
    userPool: "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123",
    clients: ["shop"],
  },
  cors: { origins: ["https://shop.example.com"] },
  throttle: { ratePerSecond: 100, burst: 50 },
};
const usagePlans = [{ name: "gold", keys: ["partner"] }];

const options = [1, 2, 3, 4, 5] as const;
type Option = (typeof options)[number];

const snapshotOf = memo(async (option: Option, pass: "preview" | "apply"): Promise<Snapshot> => {
  const keys = option === 1 ? {} : { usagePlans, apiKeys: "required" };
  return (await runStack("dev", pass, { option, ...settings, ...keys })).resources;
});
const proofsOf = (snapshot: Snapshot) =>
  prove({ graph: snapshotGraph(snapshot), config, rules: singleRules }).filter(({ route }) => route.startsWith("ANY"));

const admissionsOf = (proofs: readonly Proof[]) =>
  Object.fromEntries(
    proofs.map(({ route, steps }) => [route.replace("ANY ", ""), steps.find(({ hop }) => hop === "access")?.admits]),
  );

/** Changes the one resource of a type and name, or removes it. */
function altered(
  snapshot: Snapshot,
  type: string,
  name: RegExp,
  inputs: Readonly<Record<string, unknown>> | undefined,
) {
  const [one, ...others] = ofType(snapshot, type).filter((resource) => name.test(resource.name));
  assert.ok(one !== undefined && others.length === 0, `${type} ${String(name)}: ${others.length}`);
  return snapshot.flatMap((resource): readonly SnapshotResource[] => {
    if (resource.urn !== one.urn) return [resource];
    return inputs === undefined ? [] : [setPlain(inputs)(resource)];
  });
}

/** Hops at which requests and preflight requests of the routes break, by path. */
const breaksOf = (snapshot: Snapshot) =>
  Object.fromEntries(
    proofsOf(snapshot).flatMap(({ route, broken, preflight }) => {
      const hops = [broken?.hop ?? "", preflight?.broken?.hop ?? ""];
      return hops.join("") === "" ? [] : [[route.replace("ANY ", ""), hops]];
    }),
  );

describe("access and preflight requests of a stack", () => {
  for (const option of options) {
    const apiKey = option !== 1;
    const open = { authorization: "none", scopes: [], apiKey: false };

    it(`option ${option}: all are proved, and each route admits what the stack file says`, async () => {
      const proofs = proofsOf(await snapshotOf(option, "apply"));
      const verdicts = proofs.map(({ verdict, preflight }) => `${verdict} ${preflight?.verdict}`);
      assert.deepEqual([...new Set(verdicts)], ["proved proved"]);
      assert.deepEqual(admissionsOf(proofs), {
        "/orders": { authorization: "token", scopes: ["orders/read"], apiKey },
        "/orders/{proxy+}": { authorization: "token", scopes: ["orders/read"], apiKey },
        "/customers": { authorization: "token", scopes: [], apiKey },
        "/customers/{proxy+}": { authorization: "token", scopes: [], apiKey },
        "/customers/terms": open,
        "/customers/terms/{proxy+}": open,
        "/stock": open,
        "/stock/{proxy+}": open,
      });
    });

    it(`option ${option}: a first preview proves the access and the preflight requests`, async () => {
      const proofs = proofsOf(await snapshotOf(option, "preview"));
      assert.deepEqual(
        proofs.flatMap(({ open: points }) => points.filter(({ hop }) => hop === "access")),
        [],
      );
      assert.deepEqual([...new Set(proofs.map(({ preflight }) => preflight?.verdict))], ["proved"]);
    });
  }

  for (const pass of ["preview", "apply"] as const) {
    it(`option 1: an authorizer on OPTIONS breaks the preflight requests of its path alone, ${pass}`, async () => {
      const closed = altered(await snapshotOf(1, pass), "apigatewayv2/route:Route", /OPTIONS\/orders$/, {
        authorizationType: "AWS_IAM",
      });
      assert.deepEqual(breaksOf(closed), { "/orders": ["", "access"] });
    });

    it(`option 1: without the route OPTIONS, the route ANY refuses them, ${pass}`, async () => {
      const missing = altered(await snapshotOf(1, pass), "apigatewayv2/route:Route", /OPTIONS\/orders$/, undefined);
      assert.deepEqual(breaksOf(missing), { "/orders": ["", "access"] });
    });

    it(`option 5: an API key on OPTIONS, and binary data of its mock, ${pass}`, async () => {
      const snapshot = await snapshotOf(5, pass);
      const key = altered(snapshot, "apigateway/method:Method", /OPTIONS\/orders$/, { apiKeyRequired: true });
      assert.deepEqual(breaksOf(key), { "/orders": ["", "access"] });
      const binary = altered(snapshot, "apigateway/integration:Integration", /OPTIONS\/orders$/, {
        contentHandling: undefined,
      });
      assert.deepEqual(breaksOf(binary), { "/orders": ["", "integration"] });
    });

    it(`option 5: a disabled or missing API key closes every route that needs one, ${pass}`, async () => {
      const snapshot = await snapshotOf(5, pass);
      const closed = ["/orders", "/orders/{proxy+}", "/customers", "/customers/{proxy+}"];
      const expected = Object.fromEntries(closed.map((path) => [path, ["access", ""]]));
      const disabled = altered(snapshot, "apigateway/apiKey:ApiKey", /partner/, { enabled: false });
      assert.deepEqual(breaksOf(disabled), expected);
      assert.deepEqual(breaksOf(altered(snapshot, "usagePlanKey:UsagePlanKey", /partner/, undefined)), expected);
    });

    it(`option 1: a limit of 0 on a route breaks its requests, and not their preflight requests, ${pass}`, async () => {
      const zero = altered(await snapshotOf(1, pass), "apigatewayv2/stage:Stage", /./, {
        routeSettings: [{ routeKey: "ANY /orders", throttlingBurstLimit: 0, throttlingRateLimit: 0 }],
      });
      assert.deepEqual(breaksOf(zero), { "/orders": ["stage", ""] });
    });
  }
});
