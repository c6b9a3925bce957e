import type { NamedPlan } from "./former-names";
import { planStack } from "./planner";
import type { ServiceSettings, Settings } from "./settings/settings";

/** The names of the services of one generation: a service with fewer former names has its own. */
function namesAt(services: readonly ServiceSettings[], generation: number): ReadonlyMap<string, string> {
  return new Map(services.map(({ name, formerly }) => [name, formerly[generation] ?? name]));
}

/** A service with the names of a generation, also in what it calls. */
function renamed(service: ServiceSettings, generation: number, names: ReadonlyMap<string, string>): ServiceSettings {
  const { name, formerly, runtime } = service;
  const nameOf = (one: string) => names.get(one) ?? one;
  const before = { ...service, name: nameOf(name), formerly: formerly.slice(0, generation) };
  if (runtime.kind !== "task") return before;
  const reaches = runtime.task.reaches.map((reach) =>
    reach.kind === "service" ? { ...reach, service: nameOf(reach.service) } : reach,
  );
  return { ...before, runtime: { ...runtime, task: { ...runtime.task, reaches } } };
}

/** The plan of a stack with each generation of the names of its services, the oldest first; none without renamed ones. */
export function formerPlans(settings: Settings): readonly NamedPlan[] {
  const { services } = settings;
  const generations = Math.max(0, ...services.map(({ formerly }) => formerly.length));
  return Array.from({ length: generations }, (_, generation) => {
    const names = namesAt(services, generation);
    const before = services.map((service) => renamed(service, generation, names));
    return { plan: planStack({ ...settings, services: before }).plan, services: before.map(({ name }) => name) };
  });
}
