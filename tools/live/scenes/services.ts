import type { Given } from "../scene";
import type { Values } from "../world";

/** Tag of everything that a run creates. */
export const tagName = "private-integrations-live";

/** nginx that answers `/` with the version of its settings and the name of its host, which is that of its task. */
const identifying = 'echo "$VERSION $(hostname)" > /usr/share/nginx/html/index.html && exec nginx -g "daemon off;"';

/** A service with one small task that tells which one it is. @param more - further keys */
export const service = (name: string, more: Values = {}): Values => ({
  name,
  vpc: "live",
  image: "public.ecr.aws/nginx/nginx:1.29",
  containerPort: 80,
  desiredCount: 1,
  stripPrefix: true,
  command: ["sh", "-c", identifying],
  environment: { VERSION: "1" },
  ...more,
});

/** Keys of a stack with one VPC. @param services - keys of its services */
export const stackKeys = (given: Given, option: number, services: readonly Values[], more: Values = {}): Values => ({
  option,
  tags: { [tagName]: given.runId },
  logRetentionDays: 1,
  vpcs: [{ name: "live", cidr: "10.99.0.0/16", zones: given.zones }],
  services,
  ...more,
});
