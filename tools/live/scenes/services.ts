import type { Given } from "../scene";
import type { Values } from "../world";

/** Tag of everything that a run creates. */
export const tagName = "private-integrations-live";

/** nginx that answers with the version of its settings, the name of its host, which is that of its task, path and `Host`. */
const identifying = [
  `printf 'server { listen 80; location / { return 200 "%s %s $request_uri $http_host\\n"; } }' "$VERSION" "$(hostname)"`,
  '> /etc/nginx/conf.d/default.conf && exec nginx -g "daemon off;"',
].join(" ");

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
