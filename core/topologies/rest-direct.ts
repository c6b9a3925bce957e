import type { Draft } from "../fronts/front";
import { linkPerVpc } from "../fronts/links";
import { preferredFront } from "../fronts/preferred";
import type { Settings } from "../settings/settings";

/** Option 5: one VPC link V2 per VPC leads straight to the balancers of its services. */
export const restDirect = (settings: Settings): Draft => ({ ...preferredFront(settings), ...linkPerVpc(settings) });
