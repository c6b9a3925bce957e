import { z } from "zod";
import { cidr, resourceId } from "./formats";
import { port } from "./ports";

const prefixListId = z.string().regex(/^pl-([0-9a-f]{8}|[0-9a-f]{17})$/, "allowed: an id such as pl-0a1b2c3d4e5f60718");

/** One destination of a task: another service of the stack, or a security group, block or prefix list with a port. */
export const reach = z
  .strictObject({
    service: z.string().optional().describe("name of a service of the stack, in the same VPC"),
    securityGroup: resourceId("sg").optional().describe("id of the destination's security group"),
    cidr: cidr.optional().describe("IPv4 block of the destination"),
    prefixList: prefixListId.optional().describe("id of a prefix list of the destination"),
    port: port.optional().describe("TCP port of the destination; required unless `service` is set"),
  })
  .superRefine(({ service, securityGroup, cidr: block, prefixList, port: to }, context) => {
    const named = [service, securityGroup, block, prefixList].filter((value) => value !== undefined);
    if (named.length !== 1)
      context.addIssue({ code: "custom", message: "allowed: exactly one of service, securityGroup, cidr, prefixList" });
    if (named.length === 1 && (service === undefined) === (to === undefined))
      context.addIssue({
        code: "custom",
        message: service === undefined ? "needs a port" : "has no port; the port is the service's containerPort",
      });
  });
