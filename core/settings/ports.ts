import { z } from "zod";

/** A TCP port. */
export const port = z.int().min(1).max(65_535);

/** Ports that REST integrations accept: https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html */
export const restPort = port.refine((value) => value === 80 || value === 443 || value >= 1024, {
  message: "allowed: 80, 443 and 1024-65535, the ports that REST integrations accept",
});
