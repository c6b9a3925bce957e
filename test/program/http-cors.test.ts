import assert from "node:assert/strict";
import { withDomain, domainName } from "../support/front";
import { withPublicParts } from "../support/public-parts";
import { find, named, ofType } from "../support/run";

const jwt = { kind: "jwt", issuer: "https://login.example.com/", audiences: ["shop", "partners"] };
const cors = { origins: ["https://www.example.com"] };
const route = "aws:apigatewayv2/route:Route";

describe("CORS of an HTTP API", () => {
  it("API Gateway answers preflights with what the stack file allows", async () => {
    const all = {
      origins: ["https://www.example.com", "https://shop.example.com"],
      methods: ["GET", "POST"],
      headers: ["authorization"],
      exposeHeaders: ["x-request-id"],
      credentials: true,
      maxAgeSeconds: 60,
    };
    assert.deepEqual(find(await withPublicParts({ cors: all }), "Api", "option-1").inputs["corsConfiguration"], {
      allowOrigins: ["https://www.example.com", "https://shop.example.com"],
      allowMethods: ["GET", "POST"],
      allowHeaders: ["authorization"],
      exposeHeaders: ["x-request-id"],
      allowCredentials: true,
      maxAge: 60,
    });
    const { corsConfiguration } = find(
      await withPublicParts({ cors: { ...all, headers: [], exposeHeaders: [] } }),
      "Api",
      "option-1",
    ).inputs as { corsConfiguration: Record<string, unknown> };
    assert.deepEqual(Object.keys(corsConfiguration).sort(), [
      "allowCredentials",
      "allowMethods",
      "allowOrigins",
      "maxAge",
    ]);
    assert.equal(find(await withPublicParts(), "Api", "option-1").inputs["corsConfiguration"], undefined);
  });

  it("routes that need authorization have an open route for preflights, which exists first", async () => {
    for (const auth of [jwt, { kind: "iam" }]) {
      const result = await withPublicParts({ auth, cors });
      const preflights = ofType(result, route).filter(({ name }) => name.includes(":OPTIONS"));
      assert.deepEqual(preflights.map(({ name }) => name).sort(), [
        "option-1:OPTIONS/orders",
        "option-1:OPTIONS/orders/{proxy+}",
      ]);
      for (const { name, inputs } of preflights) {
        const path = name.replace("option-1:OPTIONS", "");
        const any = find(result, route, `option-1${path}`);
        assert.deepEqual(inputs, { apiId: inputs["apiId"], routeKey: `OPTIONS ${path}`, target: any.inputs["target"] });
        assert.ok(named(any.dependencies).includes(`Route ${name}`));
      }
    }
  });

  it("without authorization there is no such route", async () => {
    const keys = ofType(await withPublicParts({ cors }), route).map(({ inputs }) => String(inputs["routeKey"]));
    assert.deepEqual(
      keys.filter((key) => !key.startsWith("ANY ")),
      [],
    );
  });

  it("a domain is mapped when the routes for preflights exist", async () => {
    const result = await withPublicParts({ auth: jwt, cors, ...withDomain() });
    const waits = named(find(result, "aws-native:apigatewayv2:ApiMapping", domainName).dependencies);
    assert.ok(waits.includes("Route option-1:OPTIONS/orders/{proxy+}"));
    assert.ok(waits.includes("Route option-1/orders/{proxy+}"));
  });
});
