import { called } from "../call";
import { outputsOf } from "../outputs";
import type { Place } from "../scene";
import type { Values } from "../world";

/** Cluster and service as ECS names them. */
export async function ecsService({ stack }: Place) {
  const { services } = await outputsOf(stack);
  const { clusterName: cluster = "", serviceName: service = "" } = services["web"] ?? {};
  return { cluster, service };
}

/** The service as ECS describes it. @throws Error with AWS's code and message */
export async function describedService(place: Place): Promise<Values> {
  const { cluster, service } = await ecsService(place);
  const { services } = await called(place.world, "ecs", "describe-services", { cluster, services: [service] });
  return (services as readonly Values[] | undefined)?.[0] ?? {};
}

/** How it is deployed: strategy, circuit breaker, alarms. */
export const deploymentOf = (service: Values) => (service["deploymentConfiguration"] ?? {}) as Values;
