import { access } from "./access";
import { alarmQuota } from "./alarms";
import { accessQuotas } from "./access-quotas";
import { cloudMap } from "./cloud-map";
import type { Cases } from "./cases";
import { logBuckets } from "./log-buckets";
import { integrations } from "./integrations";
import { loadBalancing } from "./load-balancing";
import { routes } from "./routes";
import { frontQuotas } from "./front-quotas";
import { nativeMappings } from "./native-mappings";
import { reaches } from "./reaches";
import { domains } from "./domains";
import { secrets } from "./secrets";
import { stages } from "./stages";
import { strategies } from "./strategies";
import { strategySettings } from "./strategy-settings";
import { domainTls } from "./domain-tls";
import { tls } from "./tls";
import { ecsServices, taskDefinitions } from "./tasks";

/** Programs of all rules for values that AWS rejects. */
export const allCases: readonly Cases[] = [
  ...access,
  ...stages,
  ...domains,
  ...frontQuotas,
  ...accessQuotas,
  ...alarmQuota,
  ...integrations,
  ...routes,
  ...loadBalancing,
  ...logBuckets,
  ...cloudMap,
  ...reaches,
  ...taskDefinitions,
  ...ecsServices,
  ...secrets,
  ...strategies,
  ...strategySettings,
  ...tls,
  ...domainTls,
  ...nativeMappings,
];
