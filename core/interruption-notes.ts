import { isRunning } from "./load-balancing/load-balancing";
import { serviceAt } from "./settings/config-path";
import type { Settings } from "./settings/settings";

/**
 * Notes on later edits of this stack that lose requests, as far as one stack file shows them. Without a wait, the update
 * goes on when ECS has accepted a change: what the old tasks are reached by is changed or deleted before new ones serve.
 * A retired service has no requests to lose.
 */
export function interruptionNotes(settings: Settings): readonly string[] {
  const keys = ["containerPort", ...(settings.tls === undefined ? [] : ["containerTls"]), "balancer", "group"];
  return settings.services
    .filter(isRunning)
    .filter(({ wait, retired }) => !wait && !retired)
    .map(
      ({ name }) =>
        `${serviceAt(settings, name, "wait")}: updates do not wait for its tasks, so a new ${keys.join(", ")} or vpc loses requests; set \`wait: true\` in the update before`,
    );
}
