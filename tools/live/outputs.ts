import { z } from "zod";
import type { LiveStack } from "./live-stack";

const api = z.object({ id: z.string(), type: z.enum(["http", "rest"]), stage: z.string(), url: z.string() });

/** The outputs that steps read. */
const outputsSchema = z.object({
  url: z.string(),
  api,
  standby: z.object({ api, url: z.string() }).optional(),
  services: z.record(z.string(), z.object({ clusterName: z.string(), serviceName: z.string() })),
  loadBalancers: z.record(z.string(), z.object({ arn: z.string(), type: z.enum(["alb", "nlb"]) })),
  vpcLinks: z.record(z.string(), z.string()),
});

type LiveOutputs = z.infer<typeof outputsSchema>;

/** Outputs of a stack. @throws ZodError if it has not the form that steps need */
export const outputsOf = async (stack: LiveStack): Promise<LiveOutputs> => outputsSchema.parse(await stack.outputs());
