import { usagePlans, webAcl } from "../../support/access";
import { withDomain } from "../../support/front";
import { article, everyOption, service } from "../../support/scenario";
import type { AccessMistake } from "./access-mistakes";
import { behind, orders } from "./fixtures";

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
    raw: article({ option: 5, webAcl: webAcl.replace("us-east-1", "eu-west-1") }),
    problem:
      "webAcl: is in eu-west-1; allowed: a web ACL in us-east-1, because AWS takes web ACLs of the Region of the stack only => create the web ACL in us-east-1 and name that ARN",
    waysOut: [article({ option: 5, webAcl })],
  },
  {
    title: "a web ACL of another account than the existing load balancers",
    raw: { ...behind(), option: 5, webAcl: webAcl.replace("111122223333", "444455556666") },
    problem:
      "webAcl: is in account 444455556666; allowed: a web ACL of account 111122223333, which has the existing load balancers, because AWS takes web ACLs of the account of the stack only => create the web ACL in account 111122223333 and name that ARN",
    waysOut: [{ ...behind(), option: 5, webAcl }],
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
    waysOut: [orders({}), orders({ streaming: false }), { ...orders({ streaming: true }), option: 5 }],
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
    raw: { ...orders({ timeoutSeconds: 60 }), timeoutSeconds: 20 },
    problem:
      "services[0].timeoutSeconds (orders): got 60; option 1 creates an HTTP API, which waits at most 30 s; AWS does not raise this quota => lower it to 30, or use option 5",
    waysOut: [{ ...orders({ timeoutSeconds: 30 }), timeoutSeconds: 20 }],
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
    raw: { ...orders({ streaming: false }), timeoutSeconds: 400, option: 5, streaming: true },
    problem:
      "timeoutSeconds: got 400; a REST API waits at most 300 s for an answer that it does not stream => lower it to 300, or set streaming: true, with which it waits up to 900 s",
    waysOut: [{ ...orders({}), timeoutSeconds: 400, option: 5, streaming: true }],
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

/** Mistakes in keys of REST APIs only, in API keys, and in requests of web pages. */
export const limitMistakes: readonly AccessMistake[] = [...restOnly, ...keysAndOrigins];
