import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { httpApi, network } from "../../fixtures/field/base";
import { program as given } from "../../fixtures/field/21-one-route-many-rules";
import type { Verdicts } from "../../support/verdicts";
import { verdictsOf } from "../../support/verdicts";
import { nlbApi } from "./programs/nlb-before-alb";
import { fixed, paths, sharedAlb } from "./programs/shared-alb";

const greedy = { route: { routeKey: "ANY /{proxy+}" } };
const every = "every-route-reaches-its-service";

/** A further route of an HTTP API with its own integration of the same listener. */
function furtherRoute(routeKey: string, { api, integration }: ReturnType<typeof httpApi>) {
  new aws.apigatewayv2.Route(routeKey, {
    apiId: api.id,
    routeKey,
    target: pulumi.interpolate`integrations/${integration.id}`,
  });
}

const sound: Readonly<Record<string, readonly [program: () => unknown, paths: Readonly<Record<string, string>>]>> = {
  "rules for two services and 404 for the rest": [given, { "http ANY /{proxy+}": "proved" }],
  "a fixed 200 for a health check beside a service": [
    () =>
      httpApi(
        "http",
        sharedAlb(network("home", 40), [
          { name: "health", conditions: paths("/healthz"), to: fixed("200") },
          { name: "shop", conditions: paths("/*"), to: "service" },
        ]),
      ),
    { "http $default": "proved" },
  ],
  "a rule in maintenance beside a service": [
    () =>
      httpApi(
        "http",
        sharedAlb(network("home", 40), [{ name: "old", conditions: paths("/old/*"), to: fixed("503") }], "service"),
        greedy,
      ),
    { "http ANY /{proxy+}": "proved" },
  ],
  "a faulty rule whose paths no route sends": [
    () =>
      httpApi(
        "http",
        sharedAlb(network("home", 40), [
          { name: "shop", conditions: paths("/shop/*"), to: "service" },
          { name: "reports", conditions: paths("/reports/*"), to: "empty" },
        ]),
        { route: { routeKey: "ANY /shop/{proxy+}" } },
      ),
    { "http ANY /shop/{proxy+}": "proved" },
  ],
  "a faulty rule that an earlier rule shadows for the route": [
    () =>
      httpApi(
        "http",
        sharedAlb(network("home", 40), [
          { name: "first", conditions: paths("/a*", "/b*"), to: "service" },
          {
            name: "second",
            conditions: [
              { pathPattern: { values: ["/?bc"] } },
              { httpHeader: { httpHeaderName: "x-a", values: ["1"] } },
            ],
            to: "service",
          },
        ]),
        greedy,
      ),
    { "http ANY /{proxy+}": "proved" },
  ],
};

const faulty: Readonly<
  Record<
    string,
    readonly [program: () => unknown, paths: Readonly<Record<string, string>>, resource: string, text: RegExp]
  >
> = {
  "a rule that forwards to no targets breaks the route, although the default serves": [
    () =>
      httpApi(
        "http",
        sharedAlb(network("home", 40), [{ name: "reports", conditions: paths("/reports/*"), to: "empty" }], "service"),
        greedy,
      ),
    { "http ANY /{proxy+}": "refuted at target group" },
    "reports",
    /target group reports .*\(listener rule reports, for example \/reports\/x\)/,
  ],
  "a rule to a service that its security group shuts out breaks the route": [
    () =>
      httpApi(
        "http",
        sharedAlb(network("home", 40), [
          { name: "orders", conditions: paths("/orders", "/orders/*"), to: "service" },
          { name: "customers", conditions: paths("/customers"), to: "shut out" },
        ]),
      ),
    { "http $default": "refuted at security group" },
    "customers",
    /\(listener rule customers, for example \/customers\)/,
  ],
  "a longer route with GET only leaves the other verbs": [
    () => {
      const alb = sharedAlb(network("home", 40), [
        {
          name: "reports",
          conditions: [...(paths("/reports") as []), { httpRequestMethod: { values: ["POST"] } }],
          to: "empty",
        },
        { name: "shop", conditions: paths("/*"), to: "service" },
      ]);
      furtherRoute("GET /reports", httpApi("http", alb, greedy));
    },
    { "http ANY /{proxy+}": "refuted at target group", "http GET /reports": "proved" },
    "reports",
    /\(listener rule reports, for example POST \/reports\)/,
  ],
  "a route whose rules and default all answer themselves reaches nothing": [
    () =>
      httpApi(
        "http",
        sharedAlb(network("home", 40), [{ name: "health", conditions: paths("/healthz"), to: fixed("200") }]),
        greedy,
      ),
    { "http ANY /{proxy+}": "refuted at listener" },
    "shared",
    /returns a fixed 404 response .*\(default action of listener shared, for example \/x\)/,
  ],
  "a parameter of one segment meets the rules of its paths": [
    () =>
      httpApi(
        "http",
        sharedAlb(network("home", 40), [
          { name: "latest", conditions: paths("/orders/latest"), to: "empty" },
          { name: "items", conditions: paths("/orders/*/items"), to: "empty" },
          { name: "orders", conditions: paths("/orders/*"), to: "service" },
        ]),
        { route: { routeKey: "GET /orders/{id}" } },
      ),
    { "http GET /orders/{id}": "refuted at target group" },
    "latest",
    /\(listener rule latest, for example \/orders\/latest\)/,
  ],
  "the rules of the mapped paths decide, after a path mapping": [
    () =>
      httpApi(
        "http",
        sharedAlb(
          network("home", 40),
          [
            { name: "v1", conditions: paths("/v1/*"), to: "service" },
            { name: "bad", conditions: paths("/v1/bad"), to: "empty" },
            { name: "worse", conditions: paths("/v2/*"), to: "empty" },
          ].reverse() as [],
        ),
        {
          route: { routeKey: "ANY /shop/{proxy+}" },
          integration: { requestParameters: { "overwrite:path": "/v1/$request.path.proxy" } },
        },
      ),
    { "http ANY /shop/{proxy+}": "refuted at target group" },
    "bad",
    /\(listener rule bad, for example \/shop\/bad\)/,
  ],
};

function assertSound({ mandatory, undetermined, paths: found }: Verdicts, wanted: Readonly<Record<string, string>>) {
  assert.deepEqual(mandatory, []);
  assert.deepEqual(
    undetermined.filter((text) => text.startsWith(every)),
    [],
  );
  assert.deepEqual(found, wanted);
}

describe("a route whose requests get different listener rules", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [title, [program, wanted]] of Object.entries(sound)) {
      it(`is proved: ${title}, ${pass}`, async () => {
        assertSound(await verdictsOf(pass, program), wanted);
      });
    }

    for (const [title, [program, wanted, resource, text]] of Object.entries(faulty)) {
      it(`${title}, ${pass}`, async () => {
        const { mandatory, paths: found, texts } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, [`${every} ${resource}`]);
        assert.deepEqual(found, wanted);
        assert.match(texts.join("\n"), text);
      });
    }

    for (const routeKey of ["ANY /{proxy+}", "$default"]) {
      it(`a longer route takes the paths of a faulty rule from ${routeKey}, ${pass}`, async () => {
        const { mandatory, paths: found } = await verdictsOf(pass, () => {
          const net = network("home", 40);
          const alb = sharedAlb(net, [{ name: "reports", conditions: paths("/reports/*"), to: "empty" }], "service");
          furtherRoute("ANY /reports/{proxy+}", httpApi("http", alb, { route: { routeKey } }));
        });
        assert.deepEqual(mandatory, [`${every} reports`]);
        assert.deepEqual(found, {
          [`http ${routeKey}`]: "proved",
          "http ANY /reports/{proxy+}": "refuted at target group",
        });
      });
    }

    it(`the order of rules without priorities is undetermined, ${pass}`, async () => {
      const without = (to: "service" | "empty") => () => {
        httpApi(
          "http",
          sharedAlb(network("home", 40), [
            { name: "all", conditions: paths("/*"), to: "service", priority: "none" },
            { name: "orders", conditions: paths("/orders/*"), to, priority: "none" },
          ]),
          { route: { routeKey: "ANY /orders/{proxy+}" } },
        );
      };
      const { mandatory, paths: found, texts } = await verdictsOf(pass, without("empty"));
      assert.deepEqual(mandatory, []);
      assert.deepEqual(found, { "http ANY /orders/{proxy+}": "undetermined" });
      assert.match(texts.join("\n"), /the priorities of listener rules orders and all/);
      assert.deepEqual((await verdictsOf(pass, without("service"))).mandatory, []);
    });

    it(`rules of an ALB behind an NLB are distinguished, ${pass}`, async () => {
      const at = (to: "service" | "empty") => () => {
        const alb = sharedAlb(network("home", 40), [
          { name: "orders", conditions: paths("/orders/*"), to: "service" },
          { name: "other", conditions: paths("/other/*"), to },
          { name: "root", conditions: paths("/"), to: fixed("200") },
        ]);
        nlbApi(alb);
      };
      assertSound(await verdictsOf(pass, at("service")), { "rest ANY /{proxy+}": "proved" });
      const { mandatory, paths: found } = await verdictsOf(pass, at("empty"));
      assert.deepEqual(mandatory, [`${every} other`]);
      assert.deepEqual(found, { "rest ANY /{proxy+}": "refuted at target group" });
    });
  }
});
