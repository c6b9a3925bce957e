import { suggestion } from "../../did-you-mean";
import type { Fault, Problem } from "../../problem";
import type { ServiceSettings, Settings } from "../settings";
import { endpointServiceProblems } from "./endpoint-services";
import { existingProblems } from "./existing";
import { repeats, serviceAt } from "../config-path";
import { standbyPlace } from "../places";
import { topologyTraits } from "../../topology-traits";

/** Service groups with the name of a service. */
export function groupNameProblems(settings: Settings): Problem[] {
  const names = new Set(settings.services.map(({ name }) => name));
  const groups = settings.services.filter(({ group }) => group !== undefined && names.has(group));
  return groups.map(({ name, group }) => ({
    where: serviceAt(settings, name, "group"),
    message: `${String(group)} is also the name of a service; their load balancers would have the same name`,
    fix: "rename the group",
  }));
}

function vpcProblems(settings: Settings): Problem[] {
  const vpcs = settings.vpcs.map(({ name }) => name);
  return settings.services
    .filter(({ vpc }) => !vpcs.includes(vpc))
    .map(({ name, vpc }) => ({
      where: serviceAt(settings, name, "vpc"),
      message: `got "${vpc}"; allowed: ${vpcs.join(", ")}`,
      fix: `${suggestion(vpc, vpcs)}Name one of these VPCs, or add this one to vpcs`,
    }));
}

/** Services of a group that cannot share its load balancer. */
export function groupProblems(settings: Settings): Problem[] {
  const first = new Map<string, ServiceSettings>();
  const vpcs = new Set(settings.vpcs.map(({ name }) => name));
  return settings.services.flatMap((service) => {
    const { name, group } = service;
    // An unknown VPC is a problem of its own.
    if (group === undefined || !vpcs.has(service.vpc)) return [];
    const leader = first.get(group) ?? service;
    first.set(group, leader);
    const problems: Problem[] = [];
    if (service.vpc !== leader.vpc) {
      problems.push({
        where: serviceAt(settings, name, "group"),
        message: `group ${group} is in VPC ${leader.vpc} (${leader.name}), this service is in ${service.vpc}; a load balancer is in one VPC`,
        fix: "put the service into another group",
      });
    }
    if ((service.balancer ?? "alb") !== (leader.balancer ?? "alb")) {
      problems.push({
        where: serviceAt(settings, name, "balancer"),
        message: `differs from ${leader.name}, which shares the load balancer of group ${group}`,
        fix: "set the same balancer on all services of the group",
      });
    }
    if (service.balancer === "cloudMap") {
      problems.push({
        where: serviceAt(settings, name, "group"),
        message: "has no effect with cloudMap, which has no load balancer to share",
        fix: "remove group",
      });
    }
    return problems;
  });
}

function groupListProblems(settings: Settings): Problem[] {
  const used = new Set(settings.services.flatMap((service) => [service.group, standbyPlace(service)?.group]));
  const twice = repeats(settings.groups, ({ name }) => name).map(({ again }) => again.name);
  return settings.groups.flatMap(({ name }, index) => {
    const where = `groups[${index}] (${name})`;
    if (!used.has(name)) {
      const near = suggestion(
        name,
        [...used].flatMap((group) => group ?? []),
      );
      return [{ where, message: "no service is in this group", fix: `${near}Correct the name or remove the entry` }];
    }
    return twice.includes(name) ? [{ where, message: "is listed twice", fix: "remove one of the two" }] : [];
  });
}

/** Why no service of a stack can be in Cloud Map. */
function cloudMapFault({ option, tls }: Settings): Fault | undefined {
  if (topologyTraits[option].api !== "http")
    return {
      message: `cloudMap works with HTTP APIs only, and option ${option} creates a REST API`,
      fix: "use option 1, or set balancer: alb or nlb",
    };
  if (tls === undefined) return undefined;
  return {
    message: "got cloudMap; with tls, a load balancer has to be before the container, because it ends TLS",
    fix: "use balancer: alb or nlb, or remove tls",
  };
}

/** Services that cannot be in Cloud Map. */
export function cloudMapProblems(settings: Settings): Problem[] {
  const registered = settings.services.filter(
    ({ balancer, runtime }) => balancer === "cloudMap" && runtime.kind !== "endpoint",
  );
  const unsupported = registered.flatMap(({ name }) => {
    const fault = cloudMapFault(settings);
    return fault === undefined ? [] : [{ where: serviceAt(settings, name, "balancer"), ...fault }];
  });
  // Cloud Map does not drain instances, and without a container health check ECS registers them before they answer.
  const unchecked = registered
    .filter(({ healthCheck }) => healthCheck.command === undefined)
    .map(({ name }) => ({
      where: serviceAt(settings, name, "healthCheck.command"),
      message: "is missing; with cloudMap no load balancer checks the service, so ECS must check the container",
      fix: "add a command, for example command: [CMD-SHELL, curl -f http://localhost:8080/ || exit 1]",
    }));
  return [...unsupported, ...unchecked];
}

/** Problems in the names, VPCs, groups and load balancers of the services, and in the stage. */
export function balancerProblems(settings: Settings): Problem[] {
  const stage: Problem[] =
    settings.stage === "$default" && topologyTraits[settings.option].api !== "http"
      ? [
          {
            where: "stage",
            message: `$default works with HTTP APIs only, and option ${settings.option} creates a REST API`,
            fix: "name the stage, for example live",
          },
        ]
      : [];
  return [
    ...stage,
    ...groupNameProblems(settings),
    ...vpcProblems(settings),
    ...groupProblems(settings),
    ...groupListProblems(settings),
    ...cloudMapProblems(settings),
    ...existingProblems(settings),
    ...endpointServiceProblems(settings),
  ];
}
