import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network, restApi } from "../../../fixtures/field/base";
import type { Advice } from "./advice-type";
import { restMethod, restWith } from "./cases";

const certain = "https://shop.example.com";
const webAclArn = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/shop/11111111-2222-3333-4444-555555555555";

/** A gateway response whose CORS headers are these, beside a sound API. */
const answer = (headers: Readonly<Record<string, string>>) =>
  restWith(({ api }) => {
    const responseParameters = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.Access-Control-${name}`, `'${value}'`]),
    );
    new aws.apigateway.Response("errors", { restApiId: api.id, responseType: "DEFAULT_4XX", responseParameters });
  });

/** An integration response whose CORS headers are these. */
const preflight = (responseParameters: Record<string, string>) =>
  restWith(({ api, proxy }) => {
    const at = { restApi: api.id, resourceId: proxy.id, httpMethod: "OPTIONS", statusCode: "204" };
    new aws.apigateway.IntegrationResponse("preflight", { ...at, responseParameters });
  });

const webAcl = (opts: pulumi.CustomResourceOptions) =>
  restWith(({ stage }) => {
    new aws.wafv2.WebAclAssociation("acl", { webAclArn, resourceArn: stage.arn }, opts);
  });

/** A usage plan with the other keys, and a key. */
const key = (plans: "in the plan" | "in no plan", args: aws.apigateway.ApiKeyArgs = {}) =>
  restWith(({ api, stage }) => {
    const plan = new aws.apigateway.UsagePlan("plan", { apiStages: [{ apiId: api.id, stage: stage.stageName }] });
    const { id: keyId } = new aws.apigateway.ApiKey("key", args);
    if (plans === "in the plan")
      new aws.apigateway.UsagePlanKey("key", { keyId, keyType: "API_KEY", usagePlanId: plan.id });
  });

const regional = { endpointConfiguration: { types: "REGIONAL" } } as const;
const streaming = { responseTransferMode: "STREAM", timeoutMilliseconds: 900_000 } as const;

/** A REST API whose integration and ALB have these values. */
const slow =
  (idleTimeout: number | undefined, integration: Partial<aws.apigateway.IntegrationArgs>, api: object = regional) =>
  () => {
    const balancer = idleTimeout === undefined ? {} : { idleTimeout };
    restApi("rest", albService("shop", network("home", 40), { balancer }), { integration, api });
  };

const slowHttp = (idleTimeout: number) => () => {
  httpApi("http", albService("shop", network("home", 40), { balancer: { idleTimeout } }));
};

/** Programs of the advisory rules on access and timeouts. */
export const accessAdvice: readonly Advice[] = [
  {
    rule: "credentials-name-origins",
    reported: {
      "credentials for all origins": [answer({ "Allow-Origin": "*", "Allow-Credentials": "true" }), "errors"],
      "credentials for all headers": [
        answer({ "Allow-Origin": certain, "Allow-Headers": "*", "Allow-Credentials": "true" }),
        "errors",
      ],
      "two origins in one header": [answer({ "Allow-Origin": `${certain}, https://www.example.com` }), "errors"],
      "an integration response": [
        preflight({
          "method.response.header.access-control-allow-origin": "'*'",
          "method.response.header.access-control-allow-credentials": "'true'",
        }),
        "preflight",
      ],
    },
    sound: {
      "all origins without credentials": answer({ "Allow-Origin": "*", "Allow-Headers": "*" }),
      "credentials for one origin": answer({ "Allow-Origin": certain, "Allow-Credentials": "true" }),
      "credentials that are not allowed": answer({ "Allow-Origin": "*", "Allow-Credentials": "false" }),
      "the origin of the request": preflight({
        "method.response.header.Access-Control-Allow-Origin": "method.request.header.Origin",
        "method.response.header.Access-Control-Allow-Credentials": "'true'",
      }),
    },
  },
  {
    rule: "web-acl-deleted-before-replaced",
    reported: { "an association": [webAcl({}), "acl"] },
    sound: { "an association that is deleted first": webAcl({ deleteBeforeReplace: true }) },
  },
  {
    rule: "api-key-in-usage-plan",
    reported: { "a key in no plan": [key("in no plan"), "key"] },
    sound: { "a key in a plan": key("in the plan"), "a disabled key": key("in no plan", { enabled: false }) },
  },
  {
    rule: "timeouts-nest",
    reported: {
      "60 s by default": [slow(undefined, { timeoutMilliseconds: 60_000 }), "shop"],
      "less than the default timeout of HTTP APIs": [slowHttp(30), "shop"],
      "less than the default timeout of REST APIs": [slow(29, {}), "shop"],
      "less than the idle timeout of a stream": [slow(300, streaming), "shop"],
      "less than that of an edge-optimized API": [slow(30, streaming, {}), "shop"],
    },
    sound: {
      "60 s by default, for less": slow(undefined, { timeoutMilliseconds: 59_000 }),
      "more than the timeout": slow(70, { timeoutMilliseconds: 60_000 }),
      "more than the default timeout": slowHttp(31),
      "more than the idle timeout of a stream": slow(301, streaming),
      "more than that of an edge-optimized API": slow(31, streaming, {}),
    },
  },
  {
    rule: "api-has-authorization",
    reported: {
      "one open route of two": [
        restWith(({ api }) => {
          const at = { restApi: api.id, resourceId: api.rootResourceId, httpMethod: "GET" };
          new aws.apigateway.Method("private", { ...at, authorization: "AWS_IAM" });
        }),
        "rest",
      ],
    },
    sound: {
      "an open preflight": restMethod({ method: { httpMethod: "OPTIONS" }, integration: { httpMethod: "OPTIONS" } }),
    },
  },
];
