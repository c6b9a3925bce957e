import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { albService, httpApi, network, restApi } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { regional } from "../kinds/programs/domains";

const name = "shop.example.com";

/** A domain name of the stack, with its record. */
function domainName(more: Partial<aws.apigatewayv2.DomainNameArgs> = {}) {
  const domain = regional("shop", name, more);
  const { targetDomainName, hostedZoneId } = domain.domainNameConfiguration;
  const aliases = [{ name: targetDomainName, zoneId: hostedZoneId, evaluateTargetHealth: false }];
  new aws.route53.Record("shop", { zoneId: "Z0HOSTEDZONE", name, type: "A", aliases });
  return domain;
}

const closed = { disableExecuteApiEndpoint: true };

/** Two APIs at a domain name: one below v1, and one below v1/orders. The first has a route for GET /orders. */
const nested = (endpoint: Partial<aws.apigatewayv2.ApiArgs>, path: string) => () => {
  const front = albService("shop", network("home", 40));
  const all = httpApi("all", front, {
    api: endpoint,
    route: { routeKey: `GET ${path}` },
    integration: { requestParameters: { "overwrite:path": "/" } },
  });
  const orders = httpApi("orders", front, { integration: { requestParameters: { "overwrite:path": "/" } } });
  const domain = domainName();
  for (const [key, { api, stage }] of [["v1", all] as const, ["v1/orders", orders] as const])
    new aws.apigatewayv2.ApiMapping(key, { apiId: api.id, stage: stage.id, domainName: domain.id, apiMappingKey: key });
};

/** A REST API with a mapping, a routing rule or both, at a domain name with a routing mode. */
const inMode =
  (routingMode: string | undefined, ...ways: readonly ("mapping" | "rule")[]) =>
  () => {
    const { api, stage } = restApi("rest", albService("shop", network("home", 40)), {});
    const domain = domainName(routingMode === undefined ? {} : { routingMode });
    if (ways.includes("mapping"))
      new aws.apigatewayv2.ApiMapping("shop", { apiId: api.id, stage: stage.stageName, domainName: domain.id });
    if (ways.includes("rule"))
      new aws.apigatewayv2.RoutingRule("shop", {
        domainName: domain.domainName,
        priority: 10,
        conditions: [],
        actions: [{ invokeApi: { apiId: api.id, stage: stage.stageName } }],
      });
  };

const excluded: Readonly<Record<string, () => unknown>> = {
  "a mapping that routing rules exclude": inMode("ROUTING_RULE_ONLY", "mapping"),
  "a routing rule that the default routing mode excludes": inMode(undefined, "rule"),
};

const proved: Readonly<Record<string, () => unknown>> = {
  "routing rules only": inMode("ROUTING_RULE_ONLY", "rule"),
  "routing rules before mappings": inMode("ROUTING_RULE_THEN_API_MAPPING", "rule", "mapping"),
  "a mapping beside the routing rules that are used": inMode("ROUTING_RULE_ONLY", "rule", "mapping"),
  "a route whose segment only begins as a longer key does": nested(closed, "/orders-old"),
  "a route below a longer key, at the default endpoint": nested({}, "/orders"),
};

describe("which mapping gets a request", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [title, program] of Object.entries(excluded)) {
      it(`${title} breaks the path, ${pass}`, async () => {
        const { paths, texts } = await verdictsOf(pass, program);
        assert.deepEqual(paths, { "rest ANY /{proxy+}": "refuted at mapping" });
        assert.ok(texts.some((text) => text.includes("the routing mode of its domain name excludes")));
      });
    }

    for (const [title, program] of Object.entries(proved)) {
      it(`${title} is proved, ${pass}`, async () => {
        const { mandatory, paths } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, []);
        assert.deepEqual([...new Set(Object.values(paths))], ["proved"]);
      });
    }

    for (const path of ["/orders", "/orders/{proxy+}"]) {
      it(`a mapping with a longer key takes ${path} from the shorter one, ${pass}`, async () => {
        const { paths, texts } = await verdictsOf(pass, nested(closed, path));
        assert.deepEqual(paths, { [`all GET ${path}`]: "refuted at mapping", "orders $default": "proved" });
        assert.ok(texts.some((text) => text.includes("v1/orders, which has a longer key, gets the requests")));
      });
    }
  }
});
