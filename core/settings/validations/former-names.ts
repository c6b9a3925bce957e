import type { Fault, Problem } from "../../problem";
import { repeats, serviceAt } from "../config-path";
import type { ServiceSettings, Settings } from "../settings";

/** Why the former names of a service make no sense by themselves. */
function ownFault({ name, formerly }: ServiceSettings): Fault | undefined {
  const [again] = repeats(formerly, (former) => former);
  if (again !== undefined)
    return { message: `names ${again.again} twice`, fix: "keep each name once, the oldest first" };
  // A service with its first name again has it as the oldest: names in AWS follow that one.
  const index = formerly.indexOf(name);
  const isOldest = index === 0 && formerly.length > 1;
  if (index < 0 || isOldest) return undefined;
  return {
    message: `names ${name}, which is the name of the service now`,
    fix:
      formerly.length === 1
        ? "write the name that it had before, or remove the key"
        : `remove ${name} from the list; only the oldest name may be the name of today`,
  };
}

/** Why the former names of a service are not its own: its resources would be those of two services. */
function sharedFault(service: ServiceSettings, others: readonly ServiceSettings[]): Fault | undefined {
  for (const former of service.formerly) {
    const named = others.find(({ name }) => name === former);
    if (named !== undefined)
      return {
        message: `got ${former}, which is the name of another service now; resources of ${former} in AWS belong to one of the two`,
        fix: `rename that service, or remove ${former} here: then ${service.name} gets resources of its own`,
      };
    const other = others.find(({ formerly }) => formerly.includes(former));
    if (other !== undefined)
      return {
        message: `got ${former}, which ${other.name} was also named before; only one service was`,
        fix: `remove ${former} from the service that did not have it`,
      };
  }
  return undefined;
}

/** Problems of the names that services had before. */
export const formerNameProblems = (settings: Settings): readonly Problem[] =>
  settings.services.flatMap((service, index) => {
    if (service.formerly.length === 0) return [];
    // Of two services with one former name, the second has the problem.
    const earlier = settings.services.slice(0, index);
    const later = settings.services.slice(index + 1).map((other) => ({ ...other, formerly: [] }));
    const fault = ownFault(service) ?? sharedFault(service, [...earlier, ...later]);
    return fault === undefined ? [] : [{ where: serviceAt(settings, service.name, "formerly"), ...fault }];
  });
