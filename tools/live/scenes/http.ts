import { origin } from "./origin";
import { service, stackKeys } from "./services";
import type { Given } from "../scene";

/** One service for each kind of load balancer that option 1 has. */
export const webServices = [
  service("web"),
  service("flow", { balancer: "nlb" }),
  service("found", {
    balancer: "cloudMap",
    healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] },
  }),
];

/** An image that no registry has. */
export const missingImage = "public.ecr.aws/nginx/nginx:there-is-no-such-tag";

/** Keys of an HTTP API with CORS in front of an ALB, an NLB and Cloud Map. */
export const httpKeys = (given: Given) => stackKeys(given, 1, webServices, { cors: { origins: [origin] } });
