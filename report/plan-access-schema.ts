import { z } from "zod";
import { verbs } from "../core/verbs";

const name = z.string().min(1);

/** Limits of a token bucket. */
export const plannedThrottle = z.strictObject({ ratePerSecond: z.number(), burst: z.int() });

/** What a request must have to use a route. */
export const plannedAccess = z.strictObject({
  authorization: z.enum(["none", "iam", "token"]),
  scopes: z.array(z.string()).describe("scopes of which a token must have one"),
  apiKey: z.boolean().describe("whether a request must have an API key"),
});

const authorizer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("jwt"), issuer: z.string(), audiences: z.array(z.string()) }),
  z.strictObject({ kind: z.literal("cognito"), userPool: z.string() }),
]);

const cors = z.strictObject({
  origins: z.array(z.string()),
  methods: z.array(z.enum(["*", ...verbs])),
  headers: z.array(z.string()),
  exposeHeaders: z.array(z.string()),
  credentials: z.boolean(),
  maxAgeSeconds: z.int(),
});

/** A usage plan with its API keys. */
export const plannedUsagePlan = z.strictObject({
  name,
  keys: z.array(name).describe("names of its API keys"),
  apis: z.array(name).describe("APIs whose stages it admits"),
  throttle: plannedThrottle.optional(),
  quota: z.strictObject({ requests: z.int(), per: z.enum(["day", "week", "month"]) }).optional(),
});

/** Who may call an API, how often, and whether its requests are logged. */
export const plannedFrontDoor = {
  authorizer: authorizer.exactOptional().describe("present if routes need tokens"),
  cors: cors.exactOptional().describe("present if web pages of other origins may send requests"),
  throttle: plannedThrottle
    .exactOptional()
    .describe("limits of each route of an HTTP API, or of the stage of a REST API; absent for those of the account"),
  webAcl: z.string().exactOptional().describe("ARN of the web ACL of the stage"),
  tracing: z.literal(true).exactOptional().describe("present if requests are traced by X-Ray"),
  accessLogs: z
    .strictObject({
      retentionDays: z.int(),
      retain: z
        .literal(true)
        .exactOptional()
        .describe("present if the log group stays in AWS when the API leaves the stack"),
    })
    .exactOptional()
    .describe("present if each request is logged"),
};
