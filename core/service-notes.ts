import type { ServiceNode } from "./plan";
import { containerText, placeText, servingPlace, standbyPlace } from "./settings/places";
import type { Settings } from "./settings/settings";
import { maxTasks, spotBase } from "./tasks";
import { topologyTraits } from "./topology-traits";

/** What the next updates do with the second place of each service that has one, under the option of the settings. */
export function secondPlaceNotes({ option, services }: Settings): readonly string[] {
  const isFixed = topologyTraits[option].entry === "nlbToAlb";
  return services.flatMap((service) => {
    const standby = standbyPlace(service);
    if (standby === undefined) return [];
    const serving = servingPlace(service);
    const [there, here] =
      standby.containerTls === serving.containerTls
        ? [standby, serving].map((place) => placeText(place, isFixed ? "alb" : place.balancer))
        : [standby, serving].map(containerText);
    return [
      service.runtime.kind === "endpoint"
        ? `${service.name}: its endpoint is also registered in ${there} (standby), and requests go to ${here}. No update waits until its targets in a new place are healthy: let the new place be the standby for one update, exchange both, then remove standby`
        : `${service.name}: its tasks also register in ${there} (standby), and requests go to ${here}; when the update has succeeded, remove standby, and the next one ends the move`,
    ];
  });
}

/** The AWS provider does not change the capacity provider strategy of a service back to a launch type. */
export function capacityNotes(services: readonly ServiceNode[]): readonly string[] {
  const withKey = services.filter(({ task }) => task.capacity !== undefined);
  const alone = withKey.filter(({ task }) => task.capacity === "spot" && maxTasks(task) <= spotBase);
  const text = (all: readonly ServiceNode[]) => all.map(({ name }) => name).join(", ");
  return [
    ...(withKey.length === 0
      ? []
      : [`capacity of ${text(withKey)}: to leave Spot, write onDemand; an update that removes the key is refused`]),
    ...(alone.length === 0
      ? []
      : [
          `capacity: spot has no effect on ${text(alone)}, because one task of a service stays on demand; set desiredCount to 2 or more`,
        ]),
  ];
}
