import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { albService, network } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";

type Account = Partial<aws.ProviderArgs>;

/** A sound HTTP API, with the API under one provider and its VPC link under another. */
function program(api: Account, link: Account) {
  const region = "us-east-1";
  const [first, second] = [new aws.Provider("api", { region, ...api }), new aws.Provider("link", { region, ...link })];
  const net = network("home", 40);
  const { linkSg, listener } = albService("shop", net);
  const args = { subnetIds: net.subnetIds, securityGroupIds: [linkSg.id] };
  const connection = new aws.apigatewayv2.VpcLink("second", args, { provider: second });
  const opts = { provider: first };
  const created = new aws.apigatewayv2.Api("http", { protocolType: "HTTP" }, opts);
  const integration = new aws.apigatewayv2.Integration(
    "http",
    {
      apiId: created.id,
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      connectionType: "VPC_LINK",
      connectionId: connection.id,
      integrationUri: listener.arn,
    },
    opts,
  );
  const target = pulumi.interpolate`integrations/${integration.id}`;
  new aws.apigatewayv2.Route("http", { apiId: created.id, routeKey: "$default", target }, opts);
  new aws.apigatewayv2.Stage("http", { apiId: created.id, name: "$default", autoDeploy: true }, opts);
}

const role = (account: string) => ({ assumeRoles: [{ roleArn: `arn:aws:iam::${account}:role/deploy` }] });
const open = ["one-account http", "one-account http", "every-route-reaches-its-service second"];

interface Case {
  readonly title: string;
  readonly accounts: readonly [api: Account, link: Account];
  readonly mandatory: readonly string[];
  readonly undetermined: readonly string[];
  readonly path: string;
}

// The load balancer is under the default provider, whose account nothing states.
const cases: readonly Case[] = [
  {
    title: "providers that differ in tags only are one account",
    accounts: [{ defaultTags: { tags: { team: "api" } } }, {}],
    mandatory: [],
    undetermined: [],
    path: "proved",
  },
  {
    title: "two profiles may be of one account",
    accounts: [{ profile: "api" }, { profile: "network" }],
    mandatory: [],
    undetermined: open,
    path: "undetermined",
  },
  {
    title: "two access keys may be of one account",
    accounts: [{ accessKey: "AKIAAPI" }, { accessKey: "AKIALINK" }],
    mandatory: [],
    undetermined: open,
    path: "undetermined",
  },
  {
    title: "a role and no role may be of one account",
    accounts: [role("111111111111"), {}],
    mandatory: [],
    undetermined: open,
    path: "undetermined",
  },
  {
    title: "profiles that state two accounts are two accounts",
    accounts: [
      { profile: "api", allowedAccountIds: ["111111111111"] },
      { profile: "network", allowedAccountIds: ["222222222222"] },
    ],
    mandatory: ["one-account http", "every-route-reaches-its-service second"],
    undetermined: ["one-account http"],
    path: "refuted at link",
  },
  {
    title: "roles of two accounts are two accounts",
    accounts: [role("111111111111"), role("222222222222")],
    mandatory: ["one-account http", "every-route-reaches-its-service second"],
    undetermined: ["one-account http"],
    path: "refuted at link",
  },
];

describe("providers of one account or of two", () => {
  for (const { title, accounts, mandatory, undetermined, path } of cases) {
    for (const pass of ["preview", "apply"] as const) {
      it(`${title}, ${pass}`, async () => {
        const verdicts = await verdictsOf(pass, () => program(...accounts));
        assert.deepEqual(verdicts.mandatory, mandatory);
        assert.deepEqual(verdicts.undetermined, undetermined);
        assert.deepEqual(verdicts.paths, { "http $default": path });
      });
    }
  }
});
