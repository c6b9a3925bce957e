import { cognito, iam, jwt, userPool } from "../../support/access";
import { article, everyOption, service } from "../../support/scenario";
import { orders } from "./fixtures";

type Raw = Record<string, unknown>;

/** A mistake with its only problem, `where: message => fix`, and stacks that follow the fix. */
export interface AccessMistake {
  readonly title: string;
  readonly raw: Raw;
  readonly problem: string;
  readonly waysOut: readonly Raw[];
}

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
  ...everyOption
    .filter((option) => option !== 1)
    .map((option) => ({
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
      { ...orders({ scopes: ["orders/read"] }), auth: jwt },
      { ...orders({ scopes: ["orders/read"] }), auth: cognito, option: 5 },
      orders({}),
    ],
  },
  {
    title: "scopes with IAM",
    raw: { ...orders({ scopes: ["orders/read"] }), auth: iam },
    problem:
      "services[0].scopes (orders): has no effect with auth.kind iam; only tokens have scopes => remove it and name the paths in the IAM policies of the principals, or use kind jwt (option 1) or cognito",
    waysOut: [
      { ...orders({}), auth: iam },
      { ...orders({ scopes: ["orders/read"] }), auth: cognito, option: 3 },
    ],
  },
  {
    title: "scopes of a public service",
    raw: { ...orders({ scopes: ["orders/read"], public: true }), auth: jwt },
    problem: "services[0].scopes (orders): has no effect; the service is public => remove it, or remove public: true",
    waysOut: [
      { ...orders({ public: true }), auth: jwt },
      { ...orders({ scopes: ["orders/read"] }), auth: jwt },
    ],
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

/** Mistakes in who may call the API. */
const closedPaths: readonly AccessMistake[] = [
  {
    title: "a path that is closed and public",
    raw: nested(["/orders/open"], { closedPaths: ["/orders/open"] }),
    problem:
      "services[0].closedPaths[0] (orders): got /orders/open, which publicPaths opens => remove it from one of the two",
    waysOut: [nested(["/orders/open"]), nested([], { closedPaths: ["/orders/open"] })],
  },
  {
    title: "closed paths of a public service",
    raw: nested([], { public: true, closedPaths: ["/orders/open"] }),
    problem:
      "services[0].closedPaths (orders): has no effect; the whole service is public => remove it in an update before public: true, or remove public: true",
    waysOut: [nested([], { public: true }), nested([], { closedPaths: ["/orders/open"] })],
  },
  {
    title: "a closed path outside of the service's path",
    raw: nested([], { closedPaths: ["/stock/open"] }),
    problem:
      "services[0].closedPaths[0] (orders): got /stock/open; allowed: paths below /orders, the path of the service => begin it with /orders/",
    waysOut: [nested([], { closedPaths: ["/orders/open"] })],
  },
  {
    title: "the path of the service itself closed",
    raw: nested([], { closedPaths: ["/orders"] }),
    problem:
      "services[0].closedPaths[0] (orders): got /orders, the path of the service itself => remove it: without public: true, requests there need authorization",
    waysOut: [nested([])],
  },
  {
    title: "the path of another service closed",
    raw: nested([], { closedPaths: ["/orders/items"] }),
    problem:
      "services[0].closedPaths[0] (orders): got /orders/items; items already uses this path => remove it: without public: true of items, requests there need authorization",
    waysOut: [nested([])],
  },
  {
    title: "a closed path of another service",
    raw: nested([], { closedPaths: ["/orders/items/open"] }),
    problem:
      "services[0].closedPaths[0] (orders): got /orders/items/open; requests there go to items, which has the path /orders/items => list it in closedPaths of items",
    waysOut: [
      article({
        auth: iam,
        services: [
          service("orders", "sales"),
          service("items", "sales", { path: "/orders/items", closedPaths: ["/orders/items/open"] }),
        ],
      }),
    ],
  },
];

export const accessMistakes: readonly AccessMistake[] = [...authorization, ...publicPaths, ...closedPaths];
