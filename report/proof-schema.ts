import { z } from "zod";
import { hops } from "../policies/hops";
import type { Proof } from "../policies/paths/prove";
import type { ReachProof } from "../policies/paths/reaches";
import { schemaOf } from "./schema-of-type";

const urn = z.string();

const connection = z
  .strictObject({
    encryption: z
      .enum(["verified", "unverified", "passed", "none", "unknown"])
      .describe(
        "verified: TLS, and the caller verifies the certificate; unverified: TLS with any certificate; passed: the hop passes TLS on to its targets; none: not encrypted",
      ),
    verifies: z.string().exactOptional().describe("the name that the caller verifies on the certificate"),
    certificate: z.string().exactOptional().describe("name or ARN of the certificate with that name"),
  })
  .describe("the connection by which requests come to the hop; absent where it is no other end of a connection");
const admission = z
  .strictObject({
    authorization: z.enum(["none", "iam", "token", "function", "unknown"]),
    scopes: z.array(z.string()).describe("scopes of which the token must have one; empty if it needs none"),
    apiKey: z.boolean(),
  })
  .describe("what a request must have to pass the access of a route; only of the hop access");
const step = {
  hop: z.enum(hops),
  urn,
  name: z.string(),
  admits: admission.exactOptional(),
  connection: connection.exactOptional(),
};
const breakage = z.strictObject({
  ...step,
  wrong: z.string(),
  fix: z.string(),
  via: z.string().exactOptional().describe("the listener rule or default action, and an example path"),
});

const outcome = z.strictObject({
  listener: z.string(),
  rule: z.string().nullable().describe("name of the listener rule; null for the default action"),
  urn,
  example: z.string().describe("a path that gets the rule, with the verb if it decides"),
  verdict: z.enum(["reached", "answered", "broken", "undetermined"]),
  services: z.array(z.string()),
  steps: z.array(z.strictObject(step)),
  broken: breakage.exactOptional(),
});

const pathVerdict = z.strictObject({
  verdict: z.enum(["proved", "refuted", "undetermined"]),
  steps: z.array(z.strictObject(step)),
  broken: breakage.exactOptional().describe("the hop at which a refuted request path breaks"),
  open: z.array(z.strictObject({ ...step, needs: z.string() })).describe("what is undetermined, by hop"),
});

/** The verdict on the request path of a route. */
export const proof = schemaOf<Proof>()(
  z.strictObject({
    api: z.string(),
    route: z.string(),
    urn,
    ...pathVerdict.shape,
    services: z.array(z.string()),
    preflight: pathVerdict
      .exactOptional()
      .describe(
        "the preflight requests of browsers, proved if they are answered; absent where nothing shows that browsers call the API",
      ),
    assumed: z.array(z.string()),
    rules: z
      .array(outcome)
      .exactOptional()
      .describe("what happens by listener rule; absent if all requests of the route get the same actions"),
  }),
);

/** The verdict on a connection of tasks. */
export const reach = schemaOf<ReachProof>()(
  z.strictObject({
    service: z.string().describe("the ECS service whose tasks connect"),
    to: z.string().describe("the destination and its port"),
    urn,
    verdict: z.enum(["proved", "refuted", "undetermined"]),
    broken: breakage.exactOptional().describe("the hop at which a refuted path breaks"),
    open: z.array(z.strictObject({ ...step, needs: z.string() })).describe("what is undetermined, by hop"),
  }),
);
