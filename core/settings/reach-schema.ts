import { z } from "zod";
import { blockFault } from "../cidr";
import { resourceId } from "./formats";
import { port } from "./ports";

const prefixListId = z
  .string()
  .regex(
    /^pl-([0-9a-f]{8}|[0-9a-f]{17})$/,
    "allowed: an id such as pl-0a1b2c3d4e5f60718, with 8 or 17 hexadecimal digits",
  );

/** A block of destinations: any size, unlike that of a VPC. */
const destinationBlock = z.string().superRefine((text, context) => {
  const fault = blockFault(text);
  if (fault !== undefined) context.addIssue({ code: "custom", message: fault, input: text });
});

interface Given {
  readonly service?: string | undefined;
  readonly securityGroup?: string | undefined;
  readonly cidr?: string | undefined;
  readonly prefixList?: string | undefined;
  readonly port?: number | undefined;
  readonly maxEntries?: number | undefined;
}

function faultOf({ service, securityGroup, cidr, prefixList, port: to, maxEntries }: Given): string | undefined {
  const named = [service, securityGroup, cidr, prefixList].filter((value) => value !== undefined);
  if (named.length !== 1) return "allowed: exactly one of service, securityGroup, cidr, prefixList";
  if (service !== undefined && to !== undefined) return "has no port; the port is the containerPort of the service";
  if (service === undefined && to === undefined) return "needs a port";
  return maxEntries === undefined || prefixList !== undefined ? undefined : "maxEntries is for a prefixList only";
}

/** What a task connects to. */
type Reach =
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "securityGroup"; readonly id: string; readonly port: number }
  | { readonly kind: "cidr"; readonly cidr: string; readonly port: number }
  | {
      readonly kind: "prefixList";
      readonly id: string;
      readonly port: number;
      readonly maxEntries?: number | undefined;
    };

function reachOf({ service, securityGroup, cidr, prefixList, port: to = 0, maxEntries }: Given): Reach {
  if (service !== undefined) return { kind: "service", service };
  if (securityGroup !== undefined) return { kind: "securityGroup", id: securityGroup, port: to };
  if (cidr !== undefined) return { kind: "cidr", cidr, port: to };
  return { kind: "prefixList", id: prefixList ?? "", port: to, maxEntries };
}

/** One destination of a task: another service of the stack, or a security group, block or prefix list with a port. */
export const reach = z
  .strictObject({
    service: z.string().optional().describe("name of a service of the stack, in the same VPC"),
    securityGroup: resourceId("sg").optional().describe("id of the destination's security group"),
    cidr: destinationBlock.optional().describe("IPv4 block of the destination"),
    prefixList: prefixListId.optional().describe("id of a prefix list of the destination"),
    port: port.optional().describe("TCP port of the destination; required unless `service` is set"),
    maxEntries: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe(
        "maximum number of entries of the prefix list, each of which counts as a security group rule; default 1",
      ),
  })
  .superRefine((given, context) => {
    const message = faultOf(given);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .transform(reachOf);
