import { service } from "./scenario";

const userPool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123";
/** All keys of access that every option takes. */
export const accessKeys = {
  auth: { kind: "cognito", userPool, clients: ["web", "mobile"] },
  cors: { origins: ["https://www.example.com"], credentials: true, exposeHeaders: ["etag"], maxAgeSeconds: 60 },
  throttle: { ratePerSecond: 500, burst: 1000 },
  timeoutSeconds: 20,
  accessLogs: true,
  account: { restLogRole: "create" },
};
/** Services with scopes, public paths and limits, in both VPCs of the article. */
export const guardedServices = [
  service("orders", "sales", {
    scopes: ["orders/read", "orders/write"],
    publicPaths: ["/orders/status"],
    throttle: { ratePerSecond: 10, burst: 20 },
  }),
  service("customers", "sales", { group: "web", timeoutSeconds: 5, scopes: ["customers/read"] }),
  service("site", "sales", { group: "web", path: "/", public: true }),
  service("stock", "supply", { stripPrefix: true, publicPaths: ["/stock/open"] }),
];
/** All keys of access that only REST APIs take. */
export const restKeys = {
  ...accessKeys,
  usagePlans: [
    { name: "gold", keys: ["mobile", "partner"], throttle: { ratePerSecond: 100, burst: 200 } },
    { name: "free", keys: ["web"], quota: { requests: 1000, per: "day" } },
  ],
  webAcl: "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/shop/11111111-2222-3333-4444-555555555555",
  streaming: true,
};
