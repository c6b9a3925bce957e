import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network, restApi } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { issued } from "../kinds/programs/certified";

const name = "shop.example.com";
const overwrite = (path: string) => ({ integration: { requestParameters: { "overwrite:path": path } } });

type Args = Parameters<typeof httpApi>[2];
type Created = ReturnType<typeof httpApi>;

/** A domain name of the stack, with a certificate for a name. */
function domainName(certified = name, more: Partial<aws.apigatewayv2.DomainNameArgs> = {}) {
  const { certificateArn } = issued("domain", certified).validation;
  return new aws.apigatewayv2.DomainName("shop", {
    domainName: name,
    domainNameConfiguration: { certificateArn, endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
    ...more,
  });
}

const target = (domain: aws.apigatewayv2.DomainName) => ({
  name: domain.domainNameConfiguration.targetDomainName,
  zoneId: domain.domainNameConfiguration.hostedZoneId,
  evaluateTargetHealth: false,
});

const record = (id: string, args: Partial<aws.route53.RecordArgs>) =>
  new aws.route53.Record(id, { zoneId: "Z0HOSTEDZONE", name, type: "A", ...args });

const map = ({ api, stage }: Created, domain: pulumi.Input<string>, apiMappingKey?: string) =>
  new aws.apigatewayv2.ApiMapping("shop", {
    apiId: api.id,
    stage: stage.id,
    domainName: domain,
    ...(apiMappingKey === undefined ? {} : { apiMappingKey }),
  });

interface Setup {
  readonly certified?: string;
  readonly domain?: Partial<aws.apigatewayv2.DomainNameArgs>;
  readonly key?: string;
  readonly api?: Args;
  readonly records?: (domain: aws.apigatewayv2.DomainName, created: Created) => unknown;
}

/** An HTTP API at a domain name of the stack. */
const at =
  ({ certified, domain: more, key, api, records }: Setup = {}) =>
  () => {
    const created = httpApi("http", albService("shop", network("home", 40)), api);
    const domain = domainName(certified, more);
    map(created, domain.id, key);
    (records ?? ((own) => record("shop", { aliases: [target(own)] })))(domain, created);
  };

/** An HTTP API at a domain name that another stack has. */
const elsewhere = (key?: string, api?: Args) => () => {
  map(httpApi("http", albService("shop", network("home", 40)), api), name, key);
};

/** A REST API behind a routing rule for a base path. */
const routed = (pathPart: string, stripBasePath: boolean) => () => {
  const { api, stage } = restApi("rest", albService("shop", network("home", 40)), {});
  new aws.apigatewayv2.RoutingRule("shop", {
    domainName: name,
    priority: 10,
    conditions: [{ matchBasePaths: { anyOfs: [pathPart] } }],
    actions: [{ invokeApi: { apiId: api.id, stage: stage.stageName, stripBasePath } }],
  });
};

const mutualTls = { mutualTlsAuthentication: { truststoreUri: "s3://trust/authorities.pem" } };
const closed = { disableExecuteApiEndpoint: true };
const route = (path: string) => ({ route: { routeKey: `GET ${path}` } });

const toAnother = () =>
  record("shop", { type: "CNAME", ttl: 60, records: ["d-0123456789.execute-api.us-east-1.amazonaws.com"] });

const broken: Readonly<Record<string, readonly [program: () => unknown, at: string, text: RegExp]>> = {
  "a certificate for another name": [at({ certified: "example.com" }), "domain", /verify the name shop\.example\.com/],
  "a wildcard above another label": [at({ certified: "*.shop.example.com" }), "domain", /but certificate domain has/],
  "a record for a load balancer": [
    at({
      records: () => {
        const alb = new aws.lb.LoadBalancer("other", { internal: true, subnets: ["subnet-1"] });
        record("shop", { aliases: [{ name: alb.dnsName, zoneId: alb.zoneId, evaluateTargetHealth: false }] });
      },
    }),
    "domain",
    /record shop points to load balancer other instead of domain name shop/,
  ],
  "a record for the default endpoint": [
    at({
      records: (_, { api }) =>
        record("shop", { type: "CNAME", ttl: 60, records: [api.apiEndpoint.apply((url) => url.slice(8))] }),
    }),
    "domain",
    /points to HTTP API http/,
  ],
  "one of two records for another domain name": [
    at({
      records: (own) => {
        const other = new aws.apigatewayv2.DomainName("other", {
          domainName: "other.example.com",
          domainNameConfiguration: {
            certificateArn: issued("other", "other.example.com").validation.certificateArn,
            endpointType: "REGIONAL",
            securityPolicy: "TLS_1_2",
          },
        });
        record("a", { aliases: [target(own)] });
        record("aaaa", { type: "AAAA", aliases: [target(other)] });
      },
    }),
    "domain",
    /record aaaa points to domain name other/,
  ],
  "an open default endpoint behind mutual TLS": [at({ domain: mutualTls }), "stage", /default endpoint/],
  "the path /ping": [at({ api: route("/ping") }), "mapping", /answers \/ping of a custom domain name itself/],
  "the path /sping": [elsewhere(undefined, route("/sping")), "mapping", /\/sping/],
};

const sound: Readonly<Record<string, readonly [program: () => unknown, assumed: readonly RegExp[]]>> = {
  "a domain name with its record": [at(), []],
  "a wildcard certificate": [at({ certified: "*.example.com" }), []],
  "mutual TLS with a closed default endpoint": [at({ domain: mutualTls, api: { api: closed } }), []],
  "DNS kept elsewhere": [at({ records: () => undefined }), [/DNS record of shop\.example\.com, which is not in the/]],
  "weighted records of which one points elsewhere": [
    at({
      records: (own) => {
        const weight = (number: number) => [{ weight: number }];
        const alb = new aws.lb.LoadBalancer("other", { internal: true, subnets: ["subnet-1"] });
        record("new", { aliases: [target(own)], setIdentifier: "new", weightedRoutingPolicies: weight(1) });
        record("old", {
          aliases: [{ name: alb.dnsName, zoneId: alb.zoneId, evaluateTargetHealth: false }],
          setIdentifier: "old",
          weightedRoutingPolicies: weight(9),
        });
      },
    }),
    [],
  ],
  "a record of a private hosted zone for a load balancer": [
    at({
      records: (own) => {
        const zone = new aws.route53.Zone("inside", { name: "example.com", vpcs: [{ vpcId: "vpc-1" }] });
        const alb = new aws.lb.LoadBalancer("other", { internal: true, subnets: ["subnet-1"] });
        record("out", { aliases: [target(own)] });
        record("in", {
          zoneId: zone.id,
          aliases: [{ name: alb.dnsName, zoneId: alb.zoneId, evaluateTargetHealth: false }],
        });
      },
    }),
    [],
  ],
  "a record without the name of its zone": [
    at({
      records: (own) => {
        const zone = new aws.route53.Zone("public", { name: "example.com" });
        new aws.route53.Record("shop", { zoneId: zone.id, name: "shop", type: "A", aliases: [target(own)] });
      },
    }),
    [],
  ],
  "a domain name of another stack": [elsewhere(), [/domain name shop\.example\.com, which is not in the stack/]],
  "a base path with paths of the route": [
    at({ key: "v1", api: { ...overwrite("/orders/$request.path.proxy"), ...route("/orders/{proxy+}") } }),
    [],
  ],
  "a base path with the path of the request": [
    at({ key: "v1", api: overwrite("$request.path") }),
    [/with and without base path v1/],
  ],
  "a base path without a path mapping": [at({ key: "v1" }), [/with and without base path v1/]],
  "an AAAA record only": [
    at({ records: (own) => record("shop", { type: "AAAA", aliases: [target(own)] }) }),
    [/the A record of shop\.example\.com, which is not in the stack/],
  ],
  "an AAAA record beside an A record": [
    at({
      records: (own) => {
        record("a", { aliases: [target(own)] });
        record("aaaa", { type: "AAAA", aliases: [target(own)] });
      },
    }),
    [],
  ],
  "a routing rule that removes its base path": [routed("orders", true), [/domain name/, /stage name/]],
  "a routing rule that keeps its base path": [routed("orders", false), [/domain name/, /stage name/]],
};

const open: Readonly<Record<string, readonly [program: () => unknown, needs: RegExp]>> = {
  "a record for a name of another owner": [
    at({ records: () => record("shop", { type: "CNAME", ttl: 60, records: ["shop.cloudfront.net"] }) }),
    /whether record shop points to domain name shop/,
  ],
  "/ping below a base path": [
    at({ key: "v1", api: { ...route("/ping"), ...overwrite("/ping") } }),
    /answers \/ping below/,
  ],
};

describe("domain name and mapping on a request path", () => {
  it("a record for another target by its name breaks it once the own target is known", async () => {
    const program = at({ records: toAnother });
    const first = await verdictsOf("preview", program);
    assert.deepEqual(first.paths, { "http $default": "undetermined" });
    const later = await verdictsOf("apply", program);
    assert.deepEqual(later.paths, { "http $default": "refuted at domain" });
  });

  for (const pass of ["preview", "apply"] as const) {
    for (const [title, [program, hop, text]] of Object.entries(broken)) {
      it(`${title} breaks it, ${pass}`, async () => {
        const { paths, texts } = await verdictsOf(pass, program);
        assert.deepEqual([...new Set(Object.values(paths))], [`refuted at ${hop}`]);
        assert.ok(texts.some((one) => one.includes("request path breaks") && text.test(one)));
      });
    }

    for (const [title, [program, assumed]] of Object.entries(sound)) {
      it(`${title} is proved, ${pass}`, async () => {
        const verdicts = await verdictsOf(pass, program);
        assert.deepEqual([...new Set(Object.values(verdicts.paths))], ["proved"]);
        assert.equal(verdicts.assumed.length, assumed.length, verdicts.assumed.join("\n"));
        for (const [index, text] of assumed.entries()) assert.match(verdicts.assumed[index] ?? "", text);
      });
    }

    for (const [title, [program, needs]] of Object.entries(open)) {
      it(`${title} is undetermined, ${pass}`, async () => {
        const { paths, texts } = await verdictsOf(pass, program);
        assert.deepEqual([...new Set(Object.values(paths))], ["undetermined"]);
        assert.ok(texts.some((text) => needs.test(text)));
      });
    }
  }
});
