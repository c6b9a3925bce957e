import { cognito, iam, jwt, usagePlans, userPool, webAcl } from "../../support/access";
import { withDomain } from "../../support/front";
import type { Entry } from "../../support/scenario";
import { article, articleServices, everyOption, service } from "../../support/scenario";
import { existing, legacy } from "./fixtures";

type Raw = Record<string, unknown>;

/** A mistake with its only problem, `where: message => fix`, and stacks that follow the fix. */
export interface AccessMistake {
  readonly title: string;
  readonly raw: Raw;
  readonly problem: string;
  readonly waysOut: readonly Raw[];
}

/** The article with keys of `orders`, and of the stack. */
const orders = (more: Raw, top: Raw = {}) =>
  article({ services: [service("orders", "sales", more), ...articleServices.slice(1)], ...top });

const rest = everyOption.filter((option) => option !== 1);
const inIreland = webAcl.replace("us-east-1", "eu-west-1");
const withBilling = (top: Raw) => {
  const billing: Entry = { name: "billing", vpc: "legacy", existing };
  return article({
    vpcs: [...(article()["vpcs"] as Entry[]), legacy],
    services: [...articleServices, billing],
    ...top,
  });
};
const nested = (publicPaths: readonly string[], more: Raw = {}, option = 1) =>
  article({
    option,
    auth: iam,
    services: [
      service("orders", "sales", { publicPaths, ...more }),
      service("items", "sales", { path: "/orders/items" }),
    ],
  });

const authorization: readonly AccessMistake[] = [
  ...rest.map((option) => ({
    title: `tokens of any issuer with option ${option}`,
    raw: article({ option, auth: jwt }),
    problem: `auth.kind: got jwt; option ${option} creates a REST API, and the AWS provider for Pulumi (@pulumi/aws 7.48.0) cannot create the JWT authorizers that REST APIs have since 2026-11-17 => use kind cognito or iam, or option 1, which creates an HTTP API`,
    waysOut: [article({ option, auth: cognito }), article({ option, auth: iam }), article({ option: 1, auth: jwt })],
  })),
  {
    title: "a user pool whose id is of another Region than its ARN",
    raw: article({ auth: { ...cognito, userPool: userPool.replace(":us-east-1", ":eu-west-1") } }),
    problem:
      "auth.userPool: names the Region eu-west-1, and the user pool us-east-1_AbCdEf123, whose id begins with its Region => copy the ARN from the user pool",
    waysOut: [article({ auth: { ...cognito, userPool: userPool.replaceAll("us-east-1", "eu-west-1") } })],
  },
  {
    title: "a user pool of another partition",
    raw: article({ auth: { ...cognito, userPool: userPool.replace("arn:aws:", "arn:aws-cn:") } }),
    problem: "auth.userPool: has partition aws-cn; allowed in us-east-1: aws => name a user pool of the partition aws",
    waysOut: [article({ auth: cognito })],
  },
  {
    title: "a missing key of an authorizer",
    raw: article({ auth: { kind: "jwt", issuer: "https://login.example.com/" } }),
    problem: "auth.audiences: is missing; a value of type array is required => add the key",
    waysOut: [article({ auth: jwt })],
  },
  {
    title: "a misspelled key of an authorizer, which is not missing too",
    raw: article({ auth: { kind: "jwt", isuer: "https://login.example.com/", audiences: ["shop"] } }),
    problem:
      'auth: unknown key "isuer" => did you mean "issuer"? docs/configuration.md of private-integrations lists all keys',
    waysOut: [article({ auth: jwt })],
  },
  {
    title: "scopes without auth",
    raw: orders({ scopes: ["orders/read"] }),
    problem:
      "services[0].scopes (orders): has no effect without auth; anyone may call the service => add auth of kind jwt (option 1) or cognito, or remove scopes",
    waysOut: [
      orders({ scopes: ["orders/read"] }, { auth: jwt }),
      orders({ scopes: ["orders/read"] }, { auth: cognito, option: 5 }),
      orders({}),
    ],
  },
  {
    title: "scopes with IAM",
    raw: orders({ scopes: ["orders/read"] }, { auth: iam }),
    problem:
      "services[0].scopes (orders): has no effect with auth.kind iam; only tokens have scopes => remove it and name the paths in the IAM policies of the principals, or use kind jwt (option 1) or cognito",
    waysOut: [orders({}, { auth: iam }), orders({ scopes: ["orders/read"] }, { auth: cognito, option: 3 })],
  },
  {
    title: "scopes of a public service",
    raw: orders({ scopes: ["orders/read"], public: true }, { auth: jwt }),
    problem: "services[0].scopes (orders): has no effect; the service is public => remove it, or remove public: true",
    waysOut: [orders({ public: true }, { auth: jwt }), orders({ scopes: ["orders/read"] }, { auth: jwt })],
  },
];

const publicPaths: readonly AccessMistake[] = [
  {
    title: "public paths of a public service",
    raw: nested(["/orders/open"], { public: true }),
    problem:
      "services[0].publicPaths (orders): has no effect; the whole service is public => remove it, or remove public: true",
    waysOut: [nested([], { public: true }), nested(["/orders/open"])],
  },
  {
    title: "a public path that is the service's own",
    raw: nested(["/orders/"]),
    problem:
      "services[0].publicPaths[0] (orders): got /orders, the path of the service itself => set public: true instead",
    waysOut: [nested([], { public: true })],
  },
  {
    title: "a public path beside the service, which only begins with the same letters",
    raw: nested(["/orders-open"]),
    problem:
      "services[0].publicPaths[0] (orders): got /orders-open; allowed: paths below /orders, the path of the service => begin it with /orders/",
    waysOut: [nested(["/orders/orders-open"])],
  },
  {
    title: "a public path equal to another service's path",
    raw: nested(["/orders/items"]),
    problem:
      "services[0].publicPaths[0] (orders): got /orders/items; items already uses this path => set public: true of items instead",
    waysOut: [
      article({
        auth: iam,
        services: [service("orders", "sales"), service("items", "sales", { path: "/orders/items", public: true })],
      }),
    ],
  },
  {
    title: "a public path within another service's path",
    raw: nested(["/orders/items/open"]),
    problem:
      "services[0].publicPaths[0] (orders): got /orders/items/open; requests there go to items, which has the path /orders/items => list it in publicPaths of items",
    waysOut: [
      article({
        auth: iam,
        services: [
          service("orders", "sales"),
          service("items", "sales", { path: "/orders/items", publicPaths: ["/orders/items/open"] }),
        ],
      }),
    ],
  },
  {
    title: "a public path that is listed twice",
    raw: nested(["/orders/open", "/orders/open/"]),
    problem: "services[0].publicPaths[1] (orders): got /orders/open, which is listed twice => remove one of the two",
    waysOut: [nested(["/orders/open"])],
  },
  {
    title: "a public path below another one",
    raw: nested(["/orders/open/docs", "/orders/open"]),
    problem:
      "services[0].publicPaths[0] (orders): got /orders/open/docs; has no effect, because /orders/open and all paths below it are public => remove it",
    waysOut: [nested(["/orders/open"])],
  },
  {
    title: "a public path that API Gateway answers itself",
    raw: article({ auth: iam, services: [service("site", "sales", { path: "/", publicPaths: ["/ping"] })] }),
    problem:
      "services[0].publicPaths[0] (site): got /ping; requests to this path never reach the service, because it is reserved for health checks => choose another path",
    waysOut: [article({ auth: iam, services: [service("site", "sales", { path: "/", publicPaths: ["/health"] })] })],
  },
  {
    title: "a public path that a REST API refuses",
    raw: nested(["/orders/~open"], {}, 5),
    problem:
      "services[0].publicPaths[0] (orders): got /orders/~open; a REST API, which option 5 creates, refuses ~open; allowed in each segment: letters, digits and . _ - => replace the other characters, or use option 1, which creates an HTTP API",
    waysOut: [nested(["/orders/~open"]), nested(["/orders/open"], {}, 5)],
  },
];

const restOnly: readonly AccessMistake[] = [
  {
    title: "a web ACL with an HTTP API",
    raw: article({ webAcl }),
    problem:
      "webAcl: is set, and option 1 creates an HTTP API, which AWS WAF does not cover => use option 5; or remove it and put a CloudFront distribution with a web ACL in front of the API",
    waysOut: [article({ webAcl, option: 5 }), article()],
  },
  {
    title: "a web ACL of another Region",
    raw: article({ option: 5, webAcl: inIreland }),
    problem:
      "webAcl: is in eu-west-1; allowed: a web ACL in us-east-1, because AWS takes web ACLs of the Region of the stack only => create the web ACL in us-east-1 and name that ARN",
    waysOut: [article({ option: 5, webAcl })],
  },
  {
    title: "a web ACL of another account than the existing load balancers",
    raw: withBilling({ option: 5, webAcl: webAcl.replace("111122223333", "444455556666") }),
    problem:
      "webAcl: is in account 444455556666; allowed: a web ACL of account 111122223333, which has the existing load balancers, because AWS takes web ACLs of the account of the stack only => create the web ACL in account 111122223333 and name that ARN",
    waysOut: [withBilling({ option: 5, webAcl })],
  },
  {
    title: "usage plans with an HTTP API",
    raw: article({ usagePlans }),
    problem:
      "usagePlans: is set, and option 1 creates an HTTP API, which has no API keys => use option 5, or remove it",
    waysOut: [article({ usagePlans, option: 5 }), article()],
  },
  {
    title: "streaming with an HTTP API",
    raw: article({ streaming: true }),
    problem:
      "streaming: got true; option 1 creates an HTTP API, which does not stream answers => remove it, or use option 5",
    waysOut: [article(), article({ streaming: true, option: 5 })],
  },
  {
    title: "streaming of a service with an HTTP API",
    raw: orders({ streaming: true }),
    problem:
      "services[0].streaming (orders): got true; option 1 creates an HTTP API, which does not stream answers => remove it, or use option 5",
    waysOut: [orders({}), orders({ streaming: false }), orders({ streaming: true }, { option: 5 })],
  },
  {
    title: "a timeout above that of an HTTP API",
    raw: article({ timeoutSeconds: 31 }),
    problem:
      "timeoutSeconds: got 31; option 1 creates an HTTP API, which waits at most 30 s; AWS does not raise this quota => lower it to 30, or use option 5",
    waysOut: [article({ timeoutSeconds: 30 }), article({ timeoutSeconds: 31, streaming: true, option: 5 })],
  },
  {
    title: "a timeout of a service above that of an HTTP API",
    raw: orders({ timeoutSeconds: 60 }, { timeoutSeconds: 20 }),
    problem:
      "services[0].timeoutSeconds (orders): got 60; option 1 creates an HTTP API, which waits at most 30 s; AWS does not raise this quota => lower it to 30, or use option 5",
    waysOut: [orders({ timeoutSeconds: 30 }, { timeoutSeconds: 20 })],
  },
  {
    title: "a timeout above that of any REST API that does not stream",
    raw: article({ timeoutSeconds: 301, option: 2 }),
    problem:
      "timeoutSeconds: got 301; a REST API waits at most 300 s for an answer that it does not stream => lower it to 300, or set streaming: true, with which it waits up to 900 s",
    waysOut: [
      article({ timeoutSeconds: 301, option: 2, streaming: true }),
      article({
        ...{ timeoutSeconds: 300, option: 2 },
        quotas: { "apigateway.restIntegrationTimeoutMs": { value: 300_000, reason: "case 1" } },
      }),
    ],
  },
  {
    title: "a timeout of the stack, where one service does not stream",
    raw: orders({ streaming: false }, { timeoutSeconds: 400, option: 5, streaming: true }),
    problem:
      "timeoutSeconds: got 400; a REST API waits at most 300 s for an answer that it does not stream => lower it to 300, or set streaming: true, with which it waits up to 900 s",
    waysOut: [orders({}, { timeoutSeconds: 400, option: 5, streaming: true })],
  },
];

const keysAndOrigins: readonly AccessMistake[] = [
  {
    title: "optional keys without usage plans",
    raw: article({ option: 5, apiKeys: "optional" }),
    problem: "apiKeys: got optional; has no effect without usagePlans => remove it, or add usagePlans",
    waysOut: [article({ option: 5 }), article({ option: 5, apiKeys: "optional", usagePlans })],
  },
  {
    title: "two usage plans of one name",
    raw: article({ option: 5, usagePlans: [...usagePlans, { name: "partners", keys: ["third"] }] }),
    problem: "usagePlans[1].name (partners): two usage plans are named partners => give each usage plan its own name",
    waysOut: [article({ option: 5, usagePlans: [...usagePlans, { name: "others", keys: ["third"] }] })],
  },
  {
    title: "one key in two usage plans",
    raw: article({ option: 5, usagePlans: [...usagePlans, { name: "others", keys: ["third", "acme"] }] }),
    problem:
      "usagePlans[1].keys[1] (others): got acme; the usage plan partners already has a key of this name, and a key has one usage plan => give each key its own name",
    waysOut: [article({ option: 5, usagePlans: [...usagePlans, { name: "others", keys: ["third", "acme2"] }] })],
  },
  {
    title: "credentials with every origin",
    raw: article({ cors: { origins: ["*"], credentials: true } }),
    problem:
      "cors.origins: got *, and cors.credentials is true; browsers refuse answers that have both => list the origins, or remove credentials",
    waysOut: [
      article({ cors: { origins: ["https://www.example.com"], credentials: true } }),
      article({ cors: { origins: ["*"] } }),
    ],
  },
  {
    title: "credentials with every request header",
    raw: article({ option: 4, cors: { origins: ["https://a.example"], headers: ["*"], credentials: true } }),
    problem:
      "cors.headers: got *, and cors.credentials is true; browsers then take * for a name => list the headers, or remove credentials",
    waysOut: [article({ option: 4, cors: { origins: ["https://a.example"], headers: ["x-a"], credentials: true } })],
  },
  {
    title: "every origin beside one origin",
    raw: article({ cors: { origins: ["*", "https://a.example"] } }),
    problem:
      "cors.origins: got * beside https://a.example; * already allows every origin => remove the other entries, or *",
    waysOut: [article({ cors: { origins: ["*"] } }), article({ cors: { origins: ["https://a.example"] } })],
  },
  ...everyOption.map((option) => ({
    title: `a path that API Gateway answers itself, with a domain, option ${option}`,
    raw: article({ option, ...withDomain(), services: [service("a", "sales", { path: "/sping" })] }),
    problem:
      "services[0].path (a): got /sping; requests to this path never reach the service, because it is reserved for health checks => choose another path",
    waysOut: [article({ option, ...withDomain(), services: [service("a", "sales", { path: "/checks" })] })],
  })),
];

/** Mistakes in who may call the API, how often, and how it answers. */
export const accessMistakes: readonly AccessMistake[] = [
  ...authorization,
  ...publicPaths,
  ...restOnly,
  ...keysAndOrigins,
];
