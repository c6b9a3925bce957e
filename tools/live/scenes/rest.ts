import type { Given } from "../scene";
import { origin } from "./origin";
import { service, stackKeys } from "./services";

export const restServices = [service("web"), service("flow", { balancer: "nlb" })];

/** Keys of a REST API with CORS and a VPC link V2. */
export const restKeys = (given: Given) => stackKeys(given, 5, restServices, { cors: { origins: [origin] } });
