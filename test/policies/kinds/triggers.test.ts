import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { program as given } from "../../fixtures/field/17-trigger-never-changes";
import { albService, network, restApi } from "../../fixtures/field/base";
import type { Front } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";

const rule = "rest-deployment-has-trigger";
const sha = (text: string) => createHash("sha1").update(text).digest("hex");

type Rest = ReturnType<typeof restApi>;
type Triggers = Record<string, pulumi.Input<string>>;

/** A sound REST API with a second deployment, which has the triggers; they may use the resources of the API. */
function withTriggers(
  triggers: (rest: Rest, front: Front) => Triggers,
  more: Partial<aws.apigateway.DeploymentArgs> = {},
) {
  return () => {
    const front = albService("shop", network("home", 40));
    const uri = pulumi.interpolate`http://${front.alb.dnsName}/{proxy}`;
    const rest = restApi("rest", front, { integration: { uri } });
    new aws.apigateway.Deployment(
      "second",
      { restApi: rest.api.id, triggers: triggers(rest, front), ...more },
      { dependsOn: [rest.method, rest.integration] },
    );
  };
}

/** The same with a second integration, on the root of the API. */
const withTwo =
  (
    triggers: (rest: Rest, root: aws.apigateway.Integration) => Triggers,
    more: Partial<aws.apigateway.IntegrationArgs> = {},
  ) =>
  () => {
    const front = albService("shop", network("home", 40));
    const rest = restApi("rest", front, { triggers: { hash: sha("routes of the program") } });
    const at = { restApi: rest.api.id, resourceId: rest.api.rootResourceId };
    const method = new aws.apigateway.Method("root", { ...at, httpMethod: "GET", authorization: "NONE" });
    const root = new aws.apigateway.Integration("root", {
      ...at,
      httpMethod: method.httpMethod,
      type: "HTTP_PROXY",
      integrationHttpMethod: "GET",
      connectionType: "VPC_LINK",
      connectionId: front.link.id,
      integrationTarget: front.alb.arn,
      uri: "http://app.internal/root",
      ...more,
    });
    new aws.apigateway.Deployment(
      "second",
      { restApi: rest.api.id, triggers: triggers(rest, root) },
      { dependsOn: [rest.method, rest.integration, method, root] },
    );
  };

const known = (output: pulumi.Output<string | undefined>) => output.apply((value) => value ?? "");

/** As `random.RandomString`: a new value when its keepers change. */
class Random extends pulumi.CustomResource {
  readonly result: pulumi.Output<string>;
  constructor(name: string, keepers: Record<string, pulumi.Input<string | undefined>>) {
    super("random:index/randomString:RandomString", name, { keepers });
    this.result = this.id.apply(() => "Xy9Kw");
  }
}

type Verdict = "refused" | "accepted" | "undetermined";

/** Verdicts on deployment `second`, at a first preview and with ids known. */
const cases: Readonly<Record<string, readonly [program: () => void, preview: Verdict, apply: Verdict]>> = {
  "a number": [withTriggers(() => ({ redeployment: "1" })), "refused", "refused"],
  "a version": [withTriggers(() => ({ version: "v1.2.0" })), "refused", "refused"],
  "names of resources": [withTriggers(() => ({ method: "rest", target: "shop" })), "refused", "refused"],
  "a JSON list of names": [
    withTriggers(() => ({ redeployment: JSON.stringify(["rest", "shop"]) })),
    "refused",
    "refused",
  ],
  "an empty value": [withTriggers(() => ({ redeployment: "" })), "refused", "refused"],
  "the id of the API": [withTriggers(({ api }) => ({ api: api.id })), "undetermined", "refused"],
  "ids of method and integration": [
    withTriggers(({ method, integration }) => ({ method: method.id, integration: integration.id })),
    "undetermined",
    "refused",
  ],
  "a JSON list of ids": [
    withTriggers(({ proxy, method, integration }) => ({
      redeployment: pulumi.all([proxy.id, method.id, integration.id]).apply((ids) => JSON.stringify(ids)),
    })),
    "undetermined",
    "refused",
  ],
  "the uri of the integration": [
    withTriggers(({ integration }) => ({ uri: known(integration.uri) })),
    "undetermined",
    "accepted",
  ],
  "a hash of the integration": [
    withTriggers(({ integration }) => ({
      redeployment: pulumi.all([integration.id, integration.uri]).apply((all) => sha(JSON.stringify(all))),
    })),
    "undetermined",
    "accepted",
  ],
  "the content of the integration as JSON": [
    withTriggers(({ integration }) => ({
      redeployment: pulumi
        .all([integration.uri, integration.integrationTarget, integration.type])
        .apply((all) => JSON.stringify(all)),
    })),
    "undetermined",
    "accepted",
  ],
  "the value that the uri of the integration has too": [
    withTriggers((_, { alb }) => ({ uri: pulumi.interpolate`http://${alb.dnsName}/{proxy}` })),
    "undetermined",
    "accepted",
  ],
  "a hash of the host of the uri": [
    withTriggers((_, { alb }) => ({ redeployment: alb.dnsName.apply(sha) })),
    "undetermined",
    "accepted",
  ],
  "the id of the link": [withTriggers((_, { link }) => ({ link: link.id })), "undetermined", "refused"],
  "a hash of the id of the API": [
    withTriggers(({ api }) => ({ redeployment: api.id.apply(sha) })),
    "undetermined",
    "undetermined",
  ],
  "a hash of plain data of the program": [
    withTriggers(() => ({ redeployment: sha("routes of the program") })),
    "accepted",
    "accepted",
  ],
  "a hash of plain data beside ids": [
    withTriggers(({ integration }) => ({ plan: sha("routes of the program"), integration: integration.id })),
    "accepted",
    "accepted",
  ],
  "a hash in Base64": [
    withTriggers(() => ({ redeployment: createHash("sha256").update("routes 1").digest("base64") })),
    "accepted",
    "accepted",
  ],
  "a commit": [withTriggers(() => ({ commit: "0fb1df6" })), "accepted", "accepted"],
  "the time of the run": [withTriggers(() => ({ time: "2026-01-05T09:00:00.000Z" })), "accepted", "accepted"],
  "plain data of the program as JSON": [
    withTriggers(() => ({ routes: JSON.stringify({ "/{proxy+}": { timeout: 29 } }) })),
    "accepted",
    "accepted",
  ],
  "variables with a hash instead of triggers": [
    withTriggers(() => ({}), { variables: { hash: sha("routes of the program") } }),
    "accepted",
    "accepted",
  ],
  "no triggers": [withTriggers(() => ({})), "refused", "refused"],
  "values of both integrations": [
    withTwo(({ integration }, root) => ({ proxy: known(integration.uri), root: known(root.uri) })),
    "accepted",
    "accepted",
  ],
  "the uri of one of two integrations": [
    withTwo(({ integration }) => ({ proxy: known(integration.uri) })),
    "refused",
    "refused",
  ],
  "a hash of one of two integrations": [
    withTwo(({ integration }) => ({ proxy: known(integration.uri).apply(sha) })),
    "refused",
    "refused",
  ],
  "the uri of one of two integrations with the same uri": [
    withTwo(({ integration }) => ({ proxy: known(integration.uri) }), { uri: "http://app.internal/{proxy}" }),
    "refused",
    "refused",
  ],
  "the uri of the only private integration": [
    withTwo(({ integration }) => ({ proxy: known(integration.uri) }), {
      connectionType: "INTERNET",
      connectionId: undefined,
    }),
    "accepted",
    "accepted",
  ],
  "a random value that the uri keeps": [
    withTriggers(({ integration }) => ({ redeployment: new Random("random", { uri: integration.uri }).result })),
    "undetermined",
    "accepted",
  ],
  "a hash of plain data beside the uri of one of two integrations": [
    withTwo(({ integration }) => ({ plan: sha("routes of the program"), proxy: known(integration.uri) })),
    "accepted",
    "accepted",
  ],
};

const verdictOf = (all: {
  readonly mandatory: readonly string[];
  readonly undetermined: readonly string[];
}): Verdict => {
  if (all.mandatory.includes(`${rule} second`)) return "refused";
  return all.undetermined.includes(`${rule} second`) ? "undetermined" : "accepted";
};

/** Verdict, and mandatory findings on the second deployment: the first one does not wait for the second integration. */
async function onSecond(pass: "preview" | "apply", program: () => void) {
  const all = await verdictsOf(pass, program);
  return { verdict: verdictOf(all), mandatory: all.mandatory.filter((finding) => !finding.endsWith(" rest")) };
}

describe("triggers of REST API deployments", () => {
  for (const [name, [program, preview, apply]] of Object.entries(cases)) {
    it(`${name}: ${preview} at a first preview, ${apply} with ids known`, async () => {
      for (const [pass, verdict] of [
        ["preview", preview],
        ["apply", apply],
      ] as const) {
        const mandatory = verdict === "refused" ? [`${rule} second`] : [];
        assert.deepEqual(await onSecond(pass, program), { verdict, mandatory });
      }
    });
  }

  for (const pass of ["preview", "apply"] as const) {
    it(`names instead of content are refused, requests still arrive, ${pass}`, async () => {
      const { mandatory, paths } = await verdictsOf(pass, given);
      assert.deepEqual(mandatory, [`${rule} rest`]);
      assert.deepEqual(paths, { "rest ANY /{proxy+}": "proved" });
    });

    it(`a finding names the triggers and the integration, ${pass}`, async () => {
      const { texts } = await verdictsOf(pass, cases["the uri of one of two integrations"]?.[0] ?? (() => undefined));
      assert.ok(
        texts.some((text) => text.startsWith("the triggers of deployment second do not depend on integration root")),
      );
      const { texts: others } = await verdictsOf(pass, given);
      assert.ok(others.some((text) => text.includes("are constants, names or ids (integration, method)")));
    });
  }
});
