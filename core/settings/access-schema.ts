import { z } from "zod";
import { verbs } from "../verbs";
import { arn, lowerCaseName } from "./formats";
import { longestSeconds } from "./timeouts";

/** An OpenID Connect issuer: API Gateway reads `<issuer>/.well-known/openid-configuration`. */
const issuer = z
  .string()
  .max(512)
  .regex(
    /^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/,
    "allowed: an https URL without query, exactly as in the claim iss of the tokens, for example https://login.example.com/",
  );

/** Audiences: at most 50 in an authorizer. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const audiences = z.array(z.string().min(1)).min(1).max(50);

const givenAuth = z.strictObject({
  kind: z
    .enum(["iam", "jwt", "cognito"])
    .describe(
      "who may send requests: principals of AWS IAM, holders of a token of an issuer, or of a Cognito user pool",
    ),
  issuer: issuer.optional().describe("issuer of the tokens, with `jwt`"),
  audiences: audiences.optional().describe("audiences of the tokens, one of which a token must have, with `jwt`"),
  userPool: arn("cognito-idp", "userpool/[\\w-]+_[0-9a-zA-Z]+", "userpool/<region>_<id>")
    .optional()
    .describe("ARN of the Cognito user pool, with `cognito`"),
  clients: audiences
    .optional()
    .describe(
      "ids of the app clients of the user pool whose tokens are accepted, with `cognito`; REST APIs do not check them",
    ),
});

/** Keys that each kind requires; the others have none. */
const keysOf = { iam: [], jwt: ["issuer", "audiences"], cognito: ["userPool", "clients"] } as const;

/** Who may send requests. */
export type Auth =
  | { readonly kind: "iam" }
  | { readonly kind: "jwt"; readonly issuer: string; readonly audiences: readonly string[] }
  | { readonly kind: "cognito"; readonly userPool: string; readonly clients: readonly string[] };

function authOf({
  kind,
  issuer: by = "",
  audiences: to = [],
  userPool = "",
  clients = [],
}: z.output<typeof givenAuth>): Auth {
  if (kind === "iam") return { kind };
  return kind === "jwt" ? { kind, issuer: by, audiences: to } : { kind, userPool, clients };
}

/** Authorization of an API. */
export const auth = givenAuth
  .superRefine((given, context) => {
    const wanted: readonly string[] = keysOf[given.kind];
    for (const key of ["issuer", "audiences", "userPool", "clients"] as const) {
      const isGiven = given[key] !== undefined;
      if (isGiven === wanted.includes(key)) continue;
      if (isGiven) {
        const message = `has no effect with kind ${given.kind}`;
        context.addIssue({ code: "custom", message, path: [key], params: { of: "key" } });
        continue;
      }
      const expected = key === "issuer" || key === "userPool" ? "string" : "array";
      context.addIssue({ code: "invalid_type", expected, input: undefined, path: [key] });
    }
  })
  .transform(authOf);

/** Scopes of a route: at most 10. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const scopes = z
  .array(z.string().regex(/^[^\s,]+$/, "allowed: a scope without spaces and commas, for example orders/read"))
  .min(1)
  .max(10);

/** Limits of a token bucket: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html */
export const throttle = z.strictObject({
  ratePerSecond: z.number().positive().describe("requests per second over a longer time"),
  burst: z.int().min(1).describe("requests at once"),
});

/** Seconds that API Gateway waits for a service. How many an option allows, `validations/answers.ts` says. */
export const timeoutSeconds = z.int().min(1).max(longestSeconds.restStreaming);

const headerName = z.string().regex(/^(\*|[A-Za-z0-9-]+)$/, "allowed: the name of a header, or *");

/** Cross-origin requests: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
export const cors = z.strictObject({
  origins: z
    .array(
      z
        .string()
        .regex(
          /^(\*|[a-z][a-z0-9+.-]*:\/\/[a-z0-9.-]+(:\d+)?)$/,
          "allowed: * or an origin such as https://www.example.com, in small letters, without a path",
        ),
    )
    .min(1)
    .describe("origins of the web pages that may send requests, or `*`"),
  methods: z
    .array(z.enum(["*", ...verbs]))
    .min(1)
    .default([...verbs])
    .describe("methods that they may use"),
  headers: z
    .array(headerName)
    .default(["authorization", "content-type", "x-api-key", "x-amz-date", "x-amz-security-token"])
    .describe("request headers that they may send"),
  exposeHeaders: z.array(headerName).default([]).describe("response headers that they may read"),
  credentials: z.boolean().default(false).describe("they may send cookies"),
  maxAgeSeconds: z
    .int()
    .min(-1)
    .max(86_400)
    .default(600)
    .describe("seconds for which a browser keeps the answer to a preflight; -1 to keep none"),
});

const planName = lowerCaseName.max(40);

/** A usage plan: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
export const usagePlan = z.strictObject({
  name: planName.describe("name of the usage plan"),
  keys: z.array(planName).min(1).describe("names of its API keys; API Gateway makes their values"),
  throttle: throttle.optional().describe("limits of each key"),
  quota: z
    .strictObject({
      requests: z.int().min(1).describe("number of requests"),
      per: z.enum(["day", "week", "month"]).describe("period of the number"),
    })
    .optional()
    .describe("requests of each key in a period"),
});

/** A web ACL of AWS WAF for regional resources. */
export const webAcl = arn("wafv2", "regional/webacl/[\\w-]+/[0-9a-f-]+", "regional/webacl/<name>/<id>");
