import type { Problem } from "../../problem";
import { topologyTraits } from "../../topology-traits";
import { serviceAt } from "../config-path";
import { servingPlace, standbyPlace, swapped } from "../places";
import type { ServiceSettings, Settings } from "../settings";
import { cloudMapProblems, groupNameProblems, groupProblems } from "./load-balancers";

const wayOut = "remove it, or use option 1 or 5";

/** Keys that make a second place of a service under the option of the stack. */
const placeKeys = (
  { option }: Settings,
  { runtime }: ServiceSettings,
): readonly ("balancer" | "group" | "containerTls")[] => {
  const { keys } = topologyTraits[option].ignores;
  const places = (["balancer", "group"] as const).filter((key) => !keys.includes(key));
  return runtime.kind === "task" ? [...places, "containerTls"] : places;
};

/** Keys of a standby that the option ignores: the second place would be the first. */
function ignoredByOption(settings: Settings, service: ServiceSettings): readonly Problem[] {
  const { name, standby } = service;
  const { keys, reason } = topologyTraits[settings.option].ignores;
  const given = keys.filter((key) => standby?.[key] !== undefined);
  const others = placeKeys(settings, service);
  if (others.length > 0 && given.length === 0) return [];
  if (keys.length === 2) {
    const only =
      others.length === 0 ? "which is the same in both places" : "so that only containerTls makes a second place";
    return [{ where: serviceAt(settings, name, "standby"), message: `has no effect; ${reason}, ${only}`, fix: wayOut }];
  }
  const makes = others.length === 1 ? "makes" : "make";
  const message = `got ${String(standby?.balancer)}; ${reason}, so that only ${others.join(" and ")} ${makes} a second place`;
  return [{ where: serviceAt(settings, name, "standby.balancer"), message, fix: wayOut }];
}

function equalsServing(settings: Settings, service: ServiceSettings): readonly Problem[] {
  const [serving, standby] = [servingPlace(service), standbyPlace(service)];
  const keys = placeKeys(settings, service);
  if (keys.some((key) => serving[key] !== standby?.[key])) return [];
  return [
    {
      where: serviceAt(settings, service.name, "standby"),
      message: `is the place that the service has already; allowed: another ${keys.join(" or ")}`,
      fix: `set ${keys.map((key) => `standby.${key}`).join(" or ")} to that of the other place, or remove standby`,
    },
  ];
}

/** A container takes TLS or HTTP on a port, and only a service that takes both at once needs two ports. */
function containerPortProblems(settings: Settings, service: ServiceSettings): readonly Problem[] {
  const [serving, standby] = [servingPlace(service), standbyPlace(service)];
  const where = serviceAt(settings, service.name, "standby.containerPort");
  if (standby !== undefined && serving.containerTls !== standby.containerTls) {
    if (serving.containerPort !== standby.containerPort) return [];
    const [here, there] = serving.containerTls ? ["TLS", "HTTP"] : ["HTTP", "TLS"];
    return [
      {
        where,
        message: `is ${standby.containerPort}, on which the container takes ${here} already; allowed: another port`,
        fix: `set standby.containerPort to the port on which the container takes ${there}`,
      },
    ];
  }
  if (service.standby?.containerPort === undefined) return [];
  const message = "has no effect without another containerTls; a new containerPort needs no second place";
  return [{ where, message, fix: "remove it" }];
}

/** `services[2].group (orders)` of the swapped settings as `services[2].standby.group (orders)` of the given ones. */
function ofStandby(settings: Settings, { where, ...problem }: Problem): readonly Problem[] {
  const [, key = "", name = ""] = /^services\[\d+\]\.(\S+) \((.+)\)$/.exec(where) ?? [];
  if (settings.services.find((service) => service.name === name)?.standby === undefined) return [];
  const place = key === "group" || key === "balancer" ? `standby.${key}` : key;
  return [{ ...problem, where: serviceAt(settings, name, place) }];
}

const placeProblems = (settings: Settings): readonly Problem[] => [
  ...groupNameProblems(settings),
  ...groupProblems(settings),
  ...cloudMapProblems(settings),
];

/** Problems that the places would have after the swap. Services without a standby come first: they keep their place. */
function afterSwap(settings: Settings): readonly Problem[] {
  const moves = ({ standby }: ServiceSettings) => standby !== undefined;
  const services = [...settings.services].sort((a, b) => Number(moves(a)) - Number(moves(b)));
  const now = new Set(placeProblems({ ...settings, services }).map(({ where, message }) => `${where} ${message}`));
  return placeProblems({ ...settings, services: services.map(swapped) })
    .filter(({ where, message }) => !now.has(`${where} ${message}`))
    .flatMap((problem) => ofStandby(settings, problem));
}

/** Problems in the second places of the services. */
export function standbyProblems(settings: Settings): readonly Problem[] {
  const moving = settings.services.filter(
    ({ standby, runtime }) => standby !== undefined && runtime.kind !== "existing",
  );
  const own = moving.flatMap((service) => {
    const ignored = ignoredByOption(settings, service);
    if (ignored.length > 0) return ignored;
    return [...equalsServing(settings, service), ...containerPortProblems(settings, service)];
  });
  return own.length > 0 || moving.length === 0 ? own : afterSwap(settings);
}

/** Drain of services that no load balancer drains. */
export const drainProblems = (settings: Settings): readonly Problem[] =>
  settings.services
    .filter((service) => service.drainSeconds !== undefined && service.runtime.kind === "task")
    .filter((service) =>
      [servingPlace(service), standbyPlace(service)].every((place) => (place?.balancer ?? "cloudMap") === "cloudMap"),
    )
    .map(({ name }) => ({
      where: serviceAt(settings, name, "drainSeconds"),
      message: "has no effect with cloudMap, which does not drain tasks",
      fix: "remove drainSeconds, or use balancer: alb or nlb",
    }));
