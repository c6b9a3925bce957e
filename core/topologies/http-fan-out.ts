import type { Draft } from "../fronts/front";
import { linkPerVpc } from "../fronts/links";
import { preferredFront } from "../fronts/preferred";
import type { Settings } from "../settings/settings";

/** Option 1: one VPC link V2 per VPC fans out to the balancers of its services, or to what Cloud Map lists. */
export function httpFanOut(settings: Settings): Draft {
  const front = preferredFront(settings);
  const registered = settings.services.filter(({ balancer }) => balancer === "cloudMap");
  const listed = registered.map(({ name }) => [name, { kind: "cloudMap", service: name }] as const);
  return { ...front, ...linkPerVpc(settings), endpoints: new Map([...front.endpoints, ...listed]), registered };
}
