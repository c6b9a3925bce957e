import type { Plan } from "./plan";
import { callWaits, connectRoles, proxyMemoryMiB } from "./service-connect";

/**
 * CPU units that AWS recommends for the proxy of Service Connect in a task.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
const proxyCpuUnits = 256;

/** Services whose tasks are no larger than what AWS recommends for the proxy alone. */
function smallTasks({ services }: Plan): string[] {
  const roles = connectRoles(services);
  const small = services.filter(({ name, task }) => roles.has(name) && task.cpu <= proxyCpuUnits);
  if (small.length === 0) return [];
  const names = small.map(({ name }) => name).join(", ");
  return [
    `${names}: tasks of ${proxyCpuUnits} CPU units run a Service Connect proxy too, for which AWS recommends ${proxyCpuUnits} CPU units and ${proxyMemoryMiB} MiB in addition; set cpu to 512 or more`,
  ];
}

/** Calls whose names the tasks cannot resolve after the update that adds both. */
const mutualCalls = ({ services }: Plan): string[] =>
  callWaits(services).mutual.map(
    ({ from, to }) =>
      `${from} and ${to} call each other, directly or through others; ${from} is deployed first and cannot resolve ${to} until it is deployed again: after the update that adds the calls, run aws ecs update-service --force-new-deployment for ${from}`,
  );

/** Prefix lists whose size is not configured. */
function unsizedLists({ services }: Plan): string[] {
  const lists = services.flatMap(({ name, task }) =>
    task.reaches.flatMap((reach) =>
      reach.kind === "prefixList" && reach.maxEntries === undefined ? [`${reach.id} of ${name}`] : [],
    ),
  );
  return lists.length === 0
    ? []
    : [
        `prefix list ${lists.join(", ")} counts as one security group rule; AWS counts its maximum number of entries: set maxEntries`,
      ];
}

/** What the owner of a stack should know about the `reaches` of its services. */
export const reachNotes = (plan: Plan): readonly string[] => [
  ...mutualCalls(plan),
  ...smallTasks(plan),
  ...unsizedLists(plan),
];
