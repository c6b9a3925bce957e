import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { verdictsOf } from "../../support/verdicts";
import { http, httpWith, restWith } from "../kinds/programs/cases";

const corsConfiguration = { allowOrigins: ["https://shop.example.com"], allowMethods: ["GET", "POST"] };
const iam = { authorizationType: "AWS_IAM" };

/** An HTTP API with CORS whose route ANY needs a signature, and one more route at its path. */
const withRoute = (routeKey: string, args: Partial<aws.apigatewayv2.RouteArgs> = {}) =>
  httpWith(
    ({ api, integration }) =>
      new aws.apigatewayv2.Route("more", {
        apiId: api.id,
        routeKey,
        target: pulumi.interpolate`integrations/${integration.id}`,
        ...args,
      }),
    { api: { corsConfiguration }, route: { ...iam, routeKey: "ANY /orders/{proxy+}" } },
  );

/** What the answer of a mock consists of, each part of which may be missing. */
interface Mock {
  readonly binaryMediaTypes?: string[];
  readonly integration?: Partial<aws.apigateway.IntegrationArgs>;
  readonly method?: Partial<aws.apigateway.MethodArgs>;
  readonly header?: string;
  readonly response?: boolean;
  /** The deployment does not wait for the integration response. */
  readonly early?: boolean;
}

function rest({ binaryMediaTypes = [], integration, method, header, response = true, early = false }: Mock) {
  return () => {
    const api = new aws.apigateway.RestApi("rest", { binaryMediaTypes });
    const at = { restApi: api.id, resourceId: api.rootResourceId };
    const link = new aws.apigateway.VpcLink("link", {
      targetArn: "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a/b",
    });
    const any = new aws.apigateway.Method("any", { ...at, httpMethod: "ANY", authorization: "AWS_IAM" });
    const proxy = new aws.apigateway.Integration("any", {
      ...at,
      httpMethod: any.httpMethod,
      type: "HTTP_PROXY",
      integrationHttpMethod: "ANY",
      connectionType: "VPC_LINK",
      connectionId: link.id,
      uri: "http://shop.internal:8080/",
    });
    const options = new aws.apigateway.Method("options", {
      ...at,
      httpMethod: "OPTIONS",
      authorization: "NONE",
      ...method,
    });
    const mock = new aws.apigateway.Integration("options", {
      ...at,
      httpMethod: options.httpMethod,
      type: "MOCK",
      requestTemplates: { "application/json": '{"statusCode":204}' },
      ...integration,
    });
    const name = header ?? "method.response.header.Access-Control-Allow-Origin";
    const declared = new aws.apigateway.MethodResponse("options", {
      ...at,
      httpMethod: options.httpMethod,
      statusCode: "204",
    });
    const responses = !response
      ? []
      : [
          new aws.apigateway.IntegrationResponse(
            "options",
            {
              ...at,
              httpMethod: options.httpMethod,
              statusCode: "204",
              responseParameters: { [name]: "'https://shop.example.com'" },
            },
            { dependsOn: [mock] },
          ),
        ];
    const deployment = new aws.apigateway.Deployment(
      "rest",
      { restApi: api.id, triggers: { plan: "0fb1df6" } },
      { dependsOn: [any, proxy, options, mock, declared, ...(early ? [] : responses)] },
    );
    new aws.apigateway.Stage("rest", { restApi: api.id, deployment: deployment.id, stageName: "live" });
  };
}

const route = "http ANY /orders/{proxy+}";

describe("the preflight requests of a route", () => {
  for (const pass of ["preview", "apply"] as const) {
    const verdict = async (program: () => unknown) => (await verdictsOf(pass, program)).preflights;

    it(`an HTTP API with CORS answers those of open routes, also where no route matches OPTIONS, ${pass}`, async () => {
      assert.deepEqual(await verdict(http({ api: { corsConfiguration } })), { "http $default": "proved" });
      const get = http({ api: { corsConfiguration }, route: { routeKey: "GET /orders" } });
      assert.deepEqual(await verdict(get), { "http GET /orders": "proved" });
    });

    it(`an API that shows no browsers has none, ${pass}`, async () => {
      assert.deepEqual(await verdict(http()), {});
    });

    it(`OPTIONS at the path of a route with authorization answers them, ${pass}`, async () => {
      assert.deepEqual(await verdict(withRoute("OPTIONS /orders/{proxy+}")), { [route]: "proved" });
    });

    it(`OPTIONS at a shorter path, or with authorization, does not, ${pass}`, async () => {
      assert.deepEqual(await verdict(withRoute("OPTIONS /{proxy+}")), { [route]: "refuted at access" });
      assert.deepEqual(await verdict(withRoute("OPTIONS /orders/{proxy+}", iam)), { [route]: "refuted at access" });
    });

    it(`a configuration without origins answers nobody, ${pass}`, async () => {
      const none = { corsConfiguration: { allowMethods: ["GET"] } };
      assert.deepEqual(await verdict(http({ api: none })), { "http $default": "refuted at access" });
    });

    it(`a limit of 0 on the route OPTIONS stops them, and not the requests, ${pass}`, async () => {
      const routeSettings = [{ routeKey: "OPTIONS /orders", throttlingBurstLimit: 0, throttlingRateLimit: 0 }];
      const { paths, preflights } = await verdictsOf(
        pass,
        httpWith(
          ({ api, integration }) =>
            new aws.apigatewayv2.Route("more", {
              apiId: api.id,
              routeKey: "OPTIONS /orders",
              target: pulumi.interpolate`integrations/${integration.id}`,
            }),
          { api: { corsConfiguration }, route: { routeKey: "ANY /orders" }, stage: { routeSettings } },
        ),
      );
      assert.equal(paths["http ANY /orders"], "proved");
      assert.deepEqual(preflights, { "http ANY /orders": "refuted at stage" });
    });

    it(`without a CORS configuration, the service decides, ${pass}`, async () => {
      const routes = httpWith(
        ({ api, integration }) =>
          new aws.apigatewayv2.Route("more", {
            apiId: api.id,
            routeKey: "OPTIONS /orders",
            target: pulumi.interpolate`integrations/${integration.id}`,
          }),
        { route: { routeKey: "ANY /orders" } },
      );
      assert.deepEqual(await verdict(routes), { "http ANY /orders": "undetermined" });
    });

    const mocks: Readonly<Record<string, [Mock, string]>> = {
      "with the header": [{}, "proved"],
      "as text of an API of binary data": [
        { binaryMediaTypes: ["*/*"], integration: { contentHandling: "CONVERT_TO_TEXT" } },
        "proved",
      ],
      "of binary data": [{ binaryMediaTypes: ["*/*"] }, "refuted at integration"],
      "without a response": [{ response: false }, "refuted at integration"],
      "without the header": [{ header: "method.response.header.Vary" }, "refuted at integration"],
      "with authorization": [{ method: { authorization: "AWS_IAM" } }, "refuted at access"],
      "with an API key": [{ method: { apiKeyRequired: true } }, "refuted at access"],
      "with a response after the deployment": [{ early: true }, "refuted at stage"],
    };
    for (const [title, [mock, expected]] of Object.entries(mocks)) {
      it(`REST API, a mock ${title}: ${expected}, ${pass}`, async () => {
        assert.deepEqual(await verdict(rest(mock)), { "rest ANY /": expected });
      });
    }

    it(`REST API without OPTIONS at the path: the method ANY gets them, ${pass}`, async () => {
      const elsewhere = restWith(({ api }) => {
        const at = { restApi: api.id, resourceId: api.rootResourceId };
        const options = new aws.apigateway.Method("options", { ...at, httpMethod: "OPTIONS", authorization: "NONE" });
        new aws.apigateway.Integration("options", { ...at, httpMethod: options.httpMethod, type: "MOCK" });
      });
      const { preflights } = await verdictsOf(pass, elsewhere);
      assert.deepEqual(preflights, { "rest ANY /{proxy+}": "undetermined" });
    });
  }
});
