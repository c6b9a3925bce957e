import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { httpApi, network, restApi } from "../../fixtures/field/base";
import { program as given } from "../../fixtures/field/25-redirecting-listener";
import { verdictsOf } from "../../support/verdicts";
import { fixed, paths, sharedAlb } from "./programs/shared-alb";
import type { RuleSetup } from "./programs/shared-alb";

type Action = aws.types.input.lb.ListenerRuleAction;

const every = "every-route-reaches-its-service";
const redirect = (to: Partial<aws.types.input.lb.ListenerRuleActionRedirect>): Action => ({
  type: "redirect",
  redirect: { statusCode: "HTTP_301", ...to },
});
const signIn = (onUnauthenticatedRequest: string): Action => ({
  type: "authenticate-oidc",
  order: 1,
  authenticateOidc: {
    authorizationEndpoint: "https://idp.example.com/authorize",
    clientId: "id",
    clientSecret: "secret",
    issuer: "https://idp.example.com",
    tokenEndpoint: "https://idp.example.com/token",
    userInfoEndpoint: "https://idp.example.com/me",
    onUnauthenticatedRequest,
  },
});
const https = { port: 443, protocol: "HTTPS", certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" };
const regional = { endpointType: "REGIONAL", securityPolicy: "TLS_1_2" };
const https443 = { uri: "https://app.internal/{proxy}" };
const shop: RuleSetup = { name: "shop", conditions: paths("/shop/*"), to: "service" };

const http = (rules: readonly RuleSetup[], rest: Action) => () => {
  httpApi("http", sharedAlb(network("home", 40), rules, rest));
};

/** A REST API before an HTTPS listener whose rule acts before it forwards to a service. */
const behind = (action: Action, integration: Partial<aws.apigateway.IntegrationArgs>) => () => {
  const rule: RuleSetup = { name: "shop", conditions: paths("/*"), to: "service", before: [action] };
  restApi("rest", sharedAlb(network("home", 40), [rule], fixed("404"), https), { integration });
};

const jwt: Action = {
  type: "jwt-validation",
  order: 1,
  jwtValidation: { issuer: "https://idp.example.com", jwksEndpoint: "https://idp.example.com/keys" },
};

type Case = readonly [program: () => unknown, paths: Readonly<Record<string, string>>, resource: string, text: RegExp];

const faulty: Readonly<Record<string, Case>> = {
  "an HTTP listener that redirects to HTTPS": [
    given,
    { "http $default": "refuted at listener" },
    "redirect",
    /redirects clients to the host that API Gateway sends, which they cannot reach/,
  ],
  "a REST API whose listener redirects to the private host": [
    () => {
      restApi("rest", sharedAlb(network("home", 40), [], redirect({ protocol: "HTTPS", port: "443" })));
    },
    { "rest ANY /{proxy+}": "refuted at listener" },
    "shared",
    /listener shared redirects clients to app\.internal, which they cannot reach/,
  ],
  "a rule that redirects beside a 404": [
    http([{ name: "old", conditions: paths("/old"), to: redirect({ path: "/new" }) }], fixed("404")),
    { "http $default": "refuted at listener" },
    "shared",
    /listener shared returns a fixed 404 response for \/ \(default action of listener shared, for example \/\)/,
  ],
  "a fixed 200 for everything": [
    http([], fixed("200")),
    { "http $default": "refuted at listener" },
    "shared",
    /listener shared returns a fixed 200 response/,
  ],
  "a redirect to another website": [
    http([], redirect({ host: "www.example.com" })),
    { "http $default": "refuted at listener" },
    "shared",
    /redirects clients to www\.example\.com, which is no domain name of an API in the stack/,
  ],
  maintenance: [
    http([], fixed("503")),
    { "http $default": "refuted at listener" },
    "shared",
    /listener shared returns a fixed 503 response/,
  ],
  "sign-in that redirects to a private host": [
    behind(signIn("authenticate"), https443),
    { "rest ANY /{proxy+}": "refuted at rule" },
    "shop",
    /listener rule shop authenticates users, who cannot sign in through API Gateway/,
  ],
  "sign-in that nobody can do": [
    behind(signIn("deny"), { uri: "https://shop.example.com/{proxy}" }),
    { "rest ANY /{proxy+}": "refuted at rule" },
    "shop",
    /listener rule shop authenticates users/,
  ],
};

const undetermined: Readonly<Record<string, readonly [program: () => unknown, path: string, text: RegExp]>> = {
  "a redirect to another path of the API": [
    http([], redirect({ host: "abc.execute-api.us-east-1.amazonaws.com", path: "/v2/#{path}" })),
    "http $default",
    /whether the redirect of listener shared to abc\.execute-api.*\/v2\/#\{path\} ends at a service/,
  ],
  "a redirect to another path of a domain name of the API": [
    () => {
      for (const [name, domainName] of Object.entries({ wildcard: "*.example.com", other: "api.example.org" }))
        new aws.apigatewayv2.DomainName(name, {
          domainName,
          domainNameConfiguration: { ...regional, certificateArn: https.certificateArn },
        });
      http([], redirect({ host: "shop.example.com", path: "/v2/#{path}" }))();
    },
    "http $default",
    /whether the redirect of listener shared to shop\.example\.com\/v2\/#\{path\} ends at a service/,
  ],
  "sign-in at a host that may be the API's": [
    behind(signIn("authenticate"), { uri: "https://shop.example.com/{proxy}" }),
    "rest ANY /{proxy+}",
    /whether users can sign in to listener rule shop through the API/,
  ],
};

describe("redirects and fixed responses", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [title, [program, wanted, resource, text]] of Object.entries(faulty)) {
      it(`break a request path: ${title}, ${pass}`, async () => {
        const { mandatory, paths: found, texts } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, [`${every} ${resource}`]);
        assert.deepEqual(found, wanted);
        assert.match(texts.join("\n"), text);
      });
    }

    for (const [title, [program, path, text]] of Object.entries(undetermined)) {
      it(`leave a request path undetermined: ${title}, ${pass}`, async () => {
        const { mandatory, paths: found, texts } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, []);
        assert.deepEqual(found, { [path]: "undetermined" });
        assert.match(texts.join("\n"), text);
      });
    }

    it(`do not break a route that reaches a service, ${pass}`, async () => {
      const old: RuleSetup = { name: "old", conditions: paths("/old/*"), to: redirect({ path: "/shop" }) };
      const own = redirect({ host: "abc.execute-api.us-east-1.amazonaws.com", path: "/shop" });
      const home: RuleSetup = { name: "home", conditions: paths("/"), to: own };
      const { mandatory, paths: found } = await verdictsOf(pass, http([old, home, shop], redirect({ path: "/shop" })));
      assert.deepEqual(mandatory, []);
      assert.deepEqual(found, { "http $default": "proved" });
    });

    it(`actions that let a client pass are no break, ${pass}`, async () => {
      for (const action of [signIn("allow"), jwt]) {
        const { mandatory, paths: found } = await verdictsOf(pass, behind(action, https443));
        assert.deepEqual(mandatory, []);
        assert.deepEqual(found, { "rest ANY /{proxy+}": "proved" });
      }
    });

    it(`a loop to the API's own domain name is no arrival, ${pass}`, async () => {
      const {
        mandatory,
        paths: found,
        texts,
      } = await verdictsOf(pass, () => {
        new aws.apigatewayv2.DomainName("api", {
          domainName: "api.example.com",
          domainNameConfiguration: {
            certificateArn: https.certificateArn,
            endpointType: "REGIONAL",
            securityPolicy: "TLS_1_2",
          },
        });
        http([], redirect({ host: "api.example.com", protocol: "HTTPS", port: "443" }))();
      });
      assert.deepEqual(mandatory, [`${every} shared`]);
      assert.deepEqual(found, { "http $default": "refuted at listener" });
      assert.match(texts.join("\n"), /redirects clients to the same path of the API/);
    });

    it(`authentication needs an HTTPS listener, ${pass}`, async () => {
      const { mandatory, texts } = await verdictsOf(
        pass,
        http([{ ...shop, to: [signIn("allow"), fixed("200")] }], fixed("404")),
      );
      assert.deepEqual(mandatory, [`${every} shop`]);
      assert.match(texts.join("\n"), /action of type authenticate-oidc, which needs an HTTPS listener/);
    });
  }
});
