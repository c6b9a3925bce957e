import type { QuotaKey } from "../policies/quotas";
import { quotas } from "../policies/quotas";
import type { Settings } from "./settings/settings";

/** Value of a quota for this stack: the override of its settings, else AWS's default. */
export const quotaValue = (settings: Pick<Settings, "quotas">, key: QuotaKey): number =>
  settings.quotas[key]?.value ?? quotas[key].default;
