import assert from "node:assert/strict";
import { accessLogFormat } from "../../core/access-log";
import { withDomain } from "../support/front";
import { withPublicParts } from "../support/public-parts";
import { find, named, ofType } from "../support/run";
import { service } from "../support/scenario";

const jwt = { kind: "jwt", issuer: "https://login.example.com/", audiences: ["shop", "partners"] };
const cors = { origins: ["https://www.example.com"] };
const route = "aws:apigatewayv2/route:Route";
const stage = "aws:apigatewayv2/stage:Stage";
const authorizer = "aws:apigatewayv2/authorizer:Authorizer";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";

/** Authorization of each route, by its key. */
const authorizations = async (keys: Record<string, unknown>) =>
  Object.fromEntries(
    ofType(await withPublicParts(keys), route).map(({ inputs }) => {
      const { routeKey, authorizationType, authorizationScopes } = inputs;
      const scopes = authorizationScopes === undefined ? "" : ` ${(authorizationScopes as string[]).join(",")}`;
      return [routeKey as string, `${(authorizationType as string | undefined) ?? "open"}${scopes}`];
    }),
  );

const open = {
  "ANY /orders/health": "open",
  "ANY /orders/health/{proxy+}": "open",
  "ANY /shop": "open",
  "ANY /shop/{proxy+}": "open",
};

describe("authorization of an HTTP API", () => {
  it("jwt: an authorizer, and every route that is not public needs it", async () => {
    const result = await withPublicParts({ auth: jwt });
    const { inputs, outputs, parent } = find(result, authorizer, "option-1");
    const { name, apiId, ...others } = inputs;
    assert.match(name as string, /^option-1-/);
    assert.equal(apiId, find(result, "aws:apigatewayv2/api:Api", "option-1").outputs["id"]);
    assert.match(parent ?? "", /HttpApi::option-1$/);
    assert.deepEqual(others, {
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: { issuer: "https://login.example.com/", audiences: ["shop", "partners"] },
    });
    const { authorizerId } = find(result, route, "option-1/orders").inputs;
    assert.equal(authorizerId, outputs["id"]);
    assert.deepEqual(await authorizations({ auth: jwt }), {
      "ANY /orders": "JWT",
      "ANY /orders/{proxy+}": "JWT",
      ...open,
    });
  });

  it("scopes of a service are those of its routes", async () => {
    const scoped = [service("orders", "sales", { scopes: ["orders/read", "orders/write"] })];
    assert.deepEqual(await authorizations({ auth: jwt, services: scoped }), {
      "ANY /orders": "JWT orders/read,orders/write",
      "ANY /orders/{proxy+}": "JWT orders/read,orders/write",
    });
  });

  it("cognito: an authorizer for the issuer of the user pool, whose audiences are the clients", async () => {
    const userPool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123";
    const result = await withPublicParts({ auth: { kind: "cognito", userPool, clients: ["1example23456789"] } });
    assert.deepEqual(find(result, authorizer, "option-1").inputs["jwtConfiguration"], {
      issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123",
      audiences: ["1example23456789"],
    });
  });

  it("iam: routes need signatures, and there is no authorizer", async () => {
    const keys = { auth: { kind: "iam" } };
    assert.deepEqual(await authorizations(keys), {
      "ANY /orders": "AWS_IAM",
      "ANY /orders/{proxy+}": "AWS_IAM",
      ...open,
    });
    assert.deepEqual(ofType(await withPublicParts(keys), authorizer), []);
  });

  it("a route that needs it waits for the public paths of its service, which it would refuse", async () => {
    const result = await withPublicParts({ auth: jwt });
    const waits = (name: string) =>
      named(find(result, route, name).dependencies).filter((one) => one.startsWith("Route "));
    for (const name of ["option-1/orders", "option-1/orders/{proxy+}"])
      assert.deepEqual(waits(name), ["Route option-1/orders/health", "Route option-1/orders/health/{proxy+}"]);
    assert.deepEqual(waits("option-1/orders/health"), []);
  });

  it("without auth no route states anything", async () => {
    const stated = ofType(await withPublicParts(), route).flatMap(({ inputs }) => Object.keys(inputs));
    assert.deepEqual([...new Set(stated)].sort(), ["apiId", "routeKey", "target"]);
  });
});

/** Limits of the stage by route key, as `<rate>/<burst>`. */
async function limits(keys: Record<string, unknown>): Promise<Record<string, string>> {
  const { inputs } = find(await withPublicParts(keys), stage, "option-1");
  assert.equal(inputs["defaultRouteSettings"], undefined);
  return Object.fromEntries(
    ((inputs["routeSettings"] ?? []) as Record<string, unknown>[]).map((settings) => {
      const { routeKey, throttlingRateLimit, throttlingBurstLimit, ...others } = settings;
      assert.deepEqual(others, {});
      return [routeKey as string, `${throttlingRateLimit as number}/${throttlingBurstLimit as number}`];
    }),
  );
}

describe("limits of an HTTP API", () => {
  const two = [service("orders", "sales", { throttle: { ratePerSecond: 0.5, burst: 1 } }), service("shop", "sales")];

  it("throttle of the stack is a setting of each route, of preflights too", async () => {
    const keys = { services: two.slice(1), auth: jwt, cors, throttle: { ratePerSecond: 100, burst: 20 } };
    assert.deepEqual(await limits(keys), {
      "ANY /shop": "100/20",
      "ANY /shop/{proxy+}": "100/20",
      "OPTIONS /shop": "100/20",
      "OPTIONS /shop/{proxy+}": "100/20",
    });
  });

  it("throttle of a service is that of its routes alone", async () => {
    assert.deepEqual(await limits({ services: two }), { "ANY /orders": "0.5/1", "ANY /orders/{proxy+}": "0.5/1" });
    const both = await limits({ services: two, throttle: { ratePerSecond: 100, burst: 20 } });
    assert.deepEqual([both["ANY /orders"], both["ANY /shop"]], ["0.5/1", "100/20"]);
  });

  it("the stage waits for the routes that it has settings for, and only for them", async () => {
    const waits = async (keys: Record<string, unknown>) =>
      named(find(await withPublicParts(keys), stage, "option-1").dependencies).filter((name) =>
        name.startsWith("Route "),
      );
    assert.deepEqual(await waits({ services: two }), ["Route option-1/orders", "Route option-1/orders/{proxy+}"]);
    assert.deepEqual(await waits({}), []);
  });

  it("without throttle the stage has no route settings", async () => {
    assert.equal(find(await withPublicParts(), stage, "option-1").inputs["routeSettings"], undefined);
  });
});

describe("integrations of an HTTP API", () => {
  const integrations = async (keys: Record<string, unknown> = {}) =>
    Object.fromEntries(
      ofType(await withPublicParts(keys), "Integration").map(({ name, inputs }) => [
        name,
        inputs["timeoutMilliseconds"],
      ]),
    );

  it("wait 30 seconds unless the stack or the service says otherwise", async () => {
    assert.deepEqual(await integrations(), { "option-1-orders": 30_000, "option-1-shop": 30_000 });
    const own = [service("orders", "sales", { timeoutSeconds: 5 }), service("shop", "sales")];
    assert.deepEqual(await integrations({ timeoutSeconds: 12, services: own }), {
      "option-1-orders": 5000,
      "option-1-shop": 12_000,
    });
  });

  it("pass the id of the request on, whatever a client sends", async () => {
    for (const { inputs } of ofType(await withPublicParts(), "Integration"))
      assert.deepEqual(inputs["requestParameters"], {
        "overwrite:path": "$request.path",
        "overwrite:header.X-Request-Id": "$context.requestId",
      });
  });
});

describe("access log of an HTTP API", () => {
  const logged = async (keys: Record<string, unknown>) =>
    find(await withPublicParts(keys), stage, "option-1").inputs["accessLogSettings"];

  it("has a log group under /aws/vendedlogs/ that is kept as long as the others", async () => {
    const result = await withPublicParts({ accessLogs: true, logRetentionDays: 7 });
    const { inputs, outputs, parent } = find(result, logGroup, "option-1");
    assert.deepEqual(inputs, { name: "/aws/vendedlogs/private-integrations/dev/option-1", retentionInDays: 7 });
    assert.match(parent ?? "", /HttpApi::option-1$/);
    assert.deepEqual(find(result, stage, "option-1").inputs["accessLogSettings"], {
      destinationArn: outputs["arn"],
      format: accessLogFormat("http"),
    });
  });

  it("is on with a domain or auth, and otherwise off", async () => {
    assert.deepEqual(
      await Promise.all([{}, withDomain(), { auth: jwt }, { auth: jwt, accessLogs: false }].map(logged)).then((all) =>
        all.map((settings) => settings !== undefined),
      ),
      [false, true, true, false],
    );
    assert.equal(ofType(await withPublicParts(), logGroup).filter(({ name }) => name === "option-1").length, 0);
  });
});
