import type { Settings } from "../../core/settings/settings";
import type { AwsAccount } from "../../simulator/aws/account";
import { clientsOf } from "./clients";
import { probeOf } from "./probes";
import type { RouteRequests } from "./requests";
import { requestsOf } from "./requests";

/** So many requests at one instant are refused by any limit of the edits, and by no other one of a stack. */
const many = 1000;

/** Whether a limit of the stack, of the service, or of the usage plan of a key refuses many requests at one instant. */
const isLimited = ({ throttle, services, usagePlans }: Settings, name: string, key: string | undefined): boolean =>
  throttle !== undefined ||
  services.some((service) => service.name === name && service.throttle !== undefined) ||
  usagePlans.some((plan) => plan.throttle !== undefined && key !== undefined && plan.keys.includes(key));

/** Many requests of permitted clients at one instant: refused with a limit, answered without. */
function atOnce(settings: Settings, { route, service, requests }: RouteRequests): readonly RouteRequests[] {
  const permitted = requests.filter(({ expected, preflightOf }) => expected.length > 0 && preflightOf === undefined);
  if (permitted.length === 0) return [];
  const sent = permitted.map((request) => ({
    ...{ ...request, atOnce: many },
    ...(isLimited(settings, service, request.shown?.key) ? { isThrottled: true as const } : {}),
  }));
  return [{ route: `${String(many)} requests at once to ${route}`, service, requests: sent }];
}

/**
 * What is wrong with an API when an update is over: clients that are permitted get no answer, others get one, or limits do
 * not apply, or still do. Updates have to put into effect what they remove as well.
 */
export function problemsAfterwards(settings: Settings, account: AwsAccount): readonly string[] {
  const asked = requestsOf(settings, settings);
  return clientsOf(settings, settings, account)
    .flatMap((client) =>
      [...asked, ...asked.flatMap((routes) => atOnce(settings, routes))].map((routes) => probeOf(routes, client)),
    )
    .flatMap(({ route, ask }) => {
      const { served, status, hop, reason } = ask(account);
      return served ? [] : [`after the update, ${route}: ${String(status)} at ${hop}: ${reason}`];
    });
}
