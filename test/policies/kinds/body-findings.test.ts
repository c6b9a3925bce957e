import assert from "node:assert/strict";
import { program } from "../../fixtures/field/15-openapi-body";
import { evaluate } from "../../../policies/evaluate";
import { graphOf } from "../../../policies/graph/graph";
import { prove } from "../../../policies/paths/prove";
import { reports } from "../../../policies/reports";
import { rules, singleRules } from "../../../policies/rules";
import { resourcesOf, verdictsOf } from "../../support/verdicts";

const apiUrns = [
  "urn:pulumi:dev::program::aws:apigatewayv2/api:Api::http",
  "urn:pulumi:dev::program::aws:apigateway/restApi:RestApi::rest",
];

describe("findings on OpenAPI bodies", () => {
  it("are reported on the API, and name the operation", async () => {
    const results = evaluate(rules, await resourcesOf("apply", program));
    const mandatory = results.filter(({ rule }) => rule.enforcement === "mandatory");
    const violations = mandatory.flatMap((result) => result.violations);
    assert.deepEqual([...new Set(violations.map(({ urn }) => urn))], apiUrns);
    assert.ok(violations.every(({ wrong }) => wrong.includes("ANY /{proxy+}")));
  });

  it("steps of a request path have URNs of registered resources", async () => {
    const graph = graphOf(await resourcesOf("apply", program));
    const proofs = prove({ graph, config: {}, rules: singleRules });
    const urns = proofs.flatMap(({ urn, steps, broken }) => [
      urn,
      broken?.urn ?? urn,
      ...steps.map((step) => step.urn),
    ]);
    assert.deepEqual(
      urns.filter((urn) => urn.includes("#")),
      [],
    );
  });

  it("are acknowledged by the name of the API, also in the request path", async () => {
    const acknowledge = ["rest-integration-target", "rest-proxy-path-one-unit"].map((rule) => ({
      rule,
      resource: "rest",
      reason: "test",
    }));
    const { mandatory } = await verdictsOf("apply", program, { acknowledge });
    assert.deepEqual(mandatory, [
      "http-integration-takes-listener http",
      "every-route-reaches-its-service http",
      "every-route-reaches-its-service rest",
    ]);
  });

  it("one notice names all rules that need the same value", async () => {
    const results = evaluate(rules, await resourcesOf("preview", program));
    const report = reports.find(({ id }) => id === "undetermined");
    const notices = report?.notices(results, {}) ?? [];
    const ofHttp = notices.filter(({ message }) =>
      message.endsWith(
        ": undetermined: the body of HTTP API http, which is not known yet: it defines the routes and integrations",
      ),
    );
    assert.equal(ofHttp.length, 1);
    assert.match(
      ofHttp[0]?.message ?? "",
      /^(integrations-per-http-api-quota, .*http-integration-takes-listener, .*):/,
    );
    assert.ok(notices.length < 12);
  });
});
