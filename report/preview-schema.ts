import { z } from "zod";
import type { TrafficCost } from "../core/compare/traffic";
import type { Cost } from "../core/cost";
import type { CostAlone } from "../core/costs-alone";
import type { Growth } from "../core/growth";
import type { Headroom } from "../core/quotas/headroom";
import type { RouteLine } from "../core/route-lines";
import { quotaKey } from "../core/settings/operate-schema";
import type { Waits } from "../core/waits";
import type { CapturedResource } from "../simulator/run";
import { planSchema } from "./plan-schema";
import { proof, reach } from "./proof-schema";
import { schemaOf } from "./schema-of-type";

/** Version of everything that tools print as JSON. While it is `alpha`, any release may change it. */
export const resultVersion = "alpha";

const option = z.literal([1, 2, 3, 4, 5]);
const urn = z.string();
const urns = z.array(urn);
const properties = z.record(z.string(), z.unknown());

const resourceOptions = z.strictObject({
  protect: z.boolean().exactOptional(),
  deleteBeforeReplace: z.boolean().exactOptional(),
  ignoreChanges: z.array(z.string()).exactOptional(),
  replaceOnChanges: z.array(z.string()).exactOptional(),
  additionalSecretOutputs: z.array(z.string()).exactOptional(),
  retainOnDelete: z.boolean().exactOptional(),
  deletedWith: urn.exactOptional(),
  replaceWith: urns.exactOptional(),
  customTimeouts: z.record(z.string(), z.string()).exactOptional(),
  import: z.string().exactOptional().describe("id of the resource to import"),
  aliases: z.array(z.string()).exactOptional(),
});

const resource = schemaOf<CapturedResource>()(
  z.strictObject({
    urn,
    type: z.string(),
    name: z.string(),
    parent: urn.nullable(),
    custom: z.boolean(),
    inputs: properties.describe("inputs of the resource; unknown values are null"),
    unknown: z.array(z.string()).describe("paths of the unknown inputs"),
    outputs: properties,
    dependencies: urns,
    propertyDependencies: z.record(z.string(), urns),
    provider: z.string().describe("URN and id of the provider; empty where there is none"),
    options: resourceOptions,
  }),
);

const routeLine = schemaOf<RouteLine>()(
  z.strictObject({
    api: z.string(),
    standsBy: z.literal(true).exactOptional().describe("present if the API stands by: no client uses the route"),
    route: z.string(),
    service: z.string(),
    hops: z.array(z.string()),
  }),
);

const headroom = schemaOf<Headroom>()(
  z.strictObject({
    quota: quotaKey,
    name: z.string(),
    kind: z.enum(["topology", "account"]),
    scope: z.string(),
    used: z.number(),
    limit: z.number(),
  }),
);

const growth = schemaOf<Growth>()(
  z.strictObject({
    more: z.int().describe("number of services that can be added"),
    atLeast: z.boolean().describe("true if the search ended before a limit was reached"),
    stoppedBy: z.string().optional(),
  }),
);

const waits = schemaOf<Waits>()(
  z.strictObject({
    longestMinutes: z.int().describe("the longest wait for services, each after those that it calls"),
    services: z.array(z.string()).describe("services of the longest wait, in the order of their deployment"),
    parallel: z.int().describe("value of pulumi up --parallel with which no service waits for a free place"),
    jobMinutes: z.int().describe("time limit of the job that runs pulumi up"),
    sessionSeconds: z.int().describe("duration of the session of the deploying role"),
  }),
);

const pricedIn = z
  .string()
  .describe("Region whose price it is: that of the stack, or us-east-1 if no public source has it");

const costLine = z.strictObject({
  name: z.string(),
  usd: z.number(),
  per: z.enum(["hour", "month"]),
  source: z.string().describe("page or file that lists the price"),
  pricedIn,
  of: z.enum(["resources", "tasks", "observability"]),
  count: z.number().describe("number of resources; vCPU and GB of tasks may be fractions"),
  usdPerMonth: z.number(),
});

const trafficLine = z.strictObject({
  name: z.string(),
  of: z.enum(["requests", "load balancers", "logs", "network", "traces", "WAF"]),
  usdPerMonth: z.number(),
  reckoning: z.string().describe("how it is calculated"),
  source: z.string(),
  pricedIn,
});

const traffic = schemaOf<TrafficCost>()(
  z.strictObject({
    requestsPerMonth: z.number().describe("requests to all services together"),
    averageKilobytes: z.number().describe("request and response together"),
    lines: z.array(trafficLine),
    usdPerMonth: z.number(),
  }),
);

const costAlone = schemaOf<CostAlone>()(
  z.strictObject({ option, usdPerMonth: z.number().describe("its fixed cost without the other topology") }),
);

const cost = schemaOf<Cost & { readonly traffic: TrafficCost; readonly alone?: readonly CostAlone[] }>()(
  z.strictObject({
    lines: z.array(costLine),
    usdPerMonth: z.number(),
    pricesOf: z.string().describe("Region whose list prices count, as far as public sources have them"),
    pricesReadOn: z.string().describe("the oldest date on which one of the prices was read"),
    traffic: traffic.describe("cost of an assumed traffic, in addition"),
    alone: z
      .array(costAlone)
      .exactOptional()
      .describe("what each topology costs alone, the one that serves first; present with a standby"),
  }),
);

const finding = z.strictObject({
  kind: z.enum(["violation", "acknowledged", "undetermined", "headroom"]),
  policy: z.string(),
  level: z.enum(["mandatory", "advisory"]),
  severity: z.enum(["low", "medium", "high", "critical"]),
  urn,
  message: z.string(),
  fix: z.string().describe("what to do; empty where there is nothing to do"),
});

const pass = z.enum(["preview", "apply"]).describe("preview: ids are unknown; apply: ids are simulated");

/** Verdicts on a resource graph: of the policies, and on each request path. */
const verdictSchema = z.strictObject({
  proofs: z.array(proof).describe("the verdict on each request path"),
  reaches: z.array(reach).exactOptional().describe("the verdict on what the tasks of each service connect to"),
  findings: z.array(finding),
  policies: z
    .strictObject({ passed: z.int(), notApplicable: z.int() })
    .describe(
      "number of policies that pass (nothing is violated, acknowledged or undetermined), and of those that do not apply",
    ),
});

const refusal = z.strictObject({
  policy: z.string(),
  passes: z.array(pass).describe("the passes in which the policy has mandatory violations"),
  violations: z.int().describe("number of different violations"),
});

/** What the command `preview --json` prints of a stack whose configuration is valid. */
export const previewSchema = z
  .strictObject({
    version: z.literal(resultVersion),
    stack: z.string(),
    option: option.describe("the topology that serves"),
    title: z.string(),
    standby: z
      .strictObject({ option, title: z.string() })
      .exactOptional()
      .describe("the topology that stands by; absent without one"),
    pass,
    accepted: z.boolean().exactOptional().describe("false if a mandatory policy refuses the stack in a pass that ran"),
    refusedBy: z.array(refusal).exactOptional().describe("the policies that refuse the stack; empty if it is accepted"),
    notes: z.array(z.string()),
    plan: planSchema,
    resources: z.array(resource),
    routes: z.array(routeLine),
    quotas: z.array(headroom).describe("each quota at the place where the stack comes closest to it"),
    growth,
    cost: cost.describe("fixed cost with the tasks that always run, and beside it that of traffic"),
    waits: waits.describe("how long an update may take at most"),
    ...verdictSchema.shape,
    applyPass: verdictSchema
      .exactOptional()
      .describe("the verdicts with simulated ids, if both passes ran; the others are those of a first preview"),
  })
  .meta({ id: "PreviewResult", description: "the result of a preview; unknown values are null" });

/** What a tool prints with `--json` instead of a result: everything that is wrong with its input. */
export const refusalSchema = z
  .strictObject({
    version: z.literal(resultVersion),
    accepted: z.literal(false).exactOptional(),
    problems: z
      .array(
        z.strictObject({
          at: z.string().exactOptional().describe("file and line, or the file alone for what it does not have"),
          where: z.string(),
          message: z.string(),
          fix: z.string(),
        }),
      )
      .min(1),
  })
  .meta({ id: "Refusal", description: "problems of an input that was refused; no result" });

/** JSON Schema of what the command `preview --json` prints, as text. */
export function previewJsonSchema(): string {
  const schema = z.toJSONSchema(z.union([previewSchema, refusalSchema]));
  return `${JSON.stringify({ title: "Output of the command preview with --json", ...schema }, null, 2)}\n`;
}
