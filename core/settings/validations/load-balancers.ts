import type { Problem } from "../../problem";
import type { ServiceSettings, Settings } from "../settings";
import { existingProblems } from "./existing";
import { repeats, serviceAt } from "../config-path";
import { topologyTraits } from "../../topology-traits";

function nameProblems(settings: Settings): Problem[] {
  const twice = repeats(settings.services, ({ name }) => name).map(({ again }) => ({
    where: "services",
    message: `two services are named ${again.name}`,
    fix: "give each its own name",
  }));
  const names = new Set(settings.services.map(({ name }) => name));
  const groups = settings.services.filter(({ group }) => group !== undefined && names.has(group));
  return [
    ...twice,
    ...groups.map(({ name, group }) => ({
      where: serviceAt(settings, name, "group"),
      message: `${String(group)} is the name of a service too; their balancers would have one name`,
      fix: "rename the group",
    })),
  ];
}

function vpcProblems(settings: Settings): Problem[] {
  const vpcs = settings.vpcs.map(({ name }) => name);
  return settings.services
    .filter(({ vpc }) => !vpcs.includes(vpc))
    .map(({ name, vpc }) => ({
      where: serviceAt(settings, name, "vpc"),
      message: `got "${vpc}"; allowed: ${vpcs.join(", ")}`,
      fix: "name one of the VPCs, or add this one to vpcs",
    }));
}

function groupProblems(settings: Settings): Problem[] {
  const first = new Map<string, ServiceSettings>();
  return settings.services.flatMap((service) => {
    const { name, group } = service;
    if (group === undefined) return [];
    const leader = first.get(group) ?? service;
    first.set(group, leader);
    const problems: Problem[] = [];
    if (service.vpc !== leader.vpc) {
      problems.push({
        where: serviceAt(settings, name, "group"),
        message: `${group} stands in ${leader.vpc} with ${leader.name}, this service in ${service.vpc}; a balancer lives in one VPC`,
        fix: "use a group of its own",
      });
    }
    if ((service.balancer ?? "alb") !== (leader.balancer ?? "alb")) {
      problems.push({
        where: serviceAt(settings, name, "balancer"),
        message: `differs from ${leader.name}, with which it shares the balancer of group ${group}`,
        fix: "give all services of a group the same balancer",
      });
    }
    if (service.balancer === "cloudMap") {
      problems.push({
        where: serviceAt(settings, name, "group"),
        message: "has no effect with cloudMap, which has no balancer to share",
        fix: "remove group",
      });
    }
    return problems;
  });
}

function groupListProblems(settings: Settings): Problem[] {
  const used = new Set(settings.services.map(({ group }) => group));
  const twice = repeats(settings.groups, ({ name }) => name).map(({ again }) => again.name);
  return settings.groups.flatMap(({ name }, index) => {
    const where = `groups[${index}] (${name})`;
    if (!used.has(name))
      return [{ where, message: "no service is in this group", fix: "correct the name or remove the entry" }];
    return twice.includes(name) ? [{ where, message: "stands there twice", fix: "keep one of the two" }] : [];
  });
}

function cloudMapProblems(settings: Settings): Problem[] {
  const wishes = settings.services.filter(({ balancer }) => balancer === "cloudMap");
  const unsupported =
    topologyTraits[settings.option].api === "http"
      ? []
      : wishes.map(({ name }) => ({
          where: serviceAt(settings, name, "balancer"),
          message: `cloudMap works with HTTP APIs only, and option ${settings.option} makes a REST API`,
          fix: "choose option 1, or alb or nlb",
        }));
  // Cloud Map drains nothing: without a check of ECS's own, instances are listed before they answer.
  const unchecked = wishes
    .filter(({ healthCheck }) => healthCheck.command === undefined)
    .map(({ name }) => ({
      where: serviceAt(settings, name, "healthCheck.command"),
      message: "is missing; with cloudMap no balancer checks the service, so ECS has to",
      fix: "add for instance command: [CMD-SHELL, curl -f http://localhost:8080/ || exit 1]",
    }));
  return [...unsupported, ...unchecked];
}

/** Names, VPCs, groups and balancers of the services, and the stage. */
export function balancerProblems(settings: Settings): Problem[] {
  const stage: Problem[] =
    settings.stage === "$default" && topologyTraits[settings.option].api !== "http"
      ? [
          {
            where: "stage",
            message: `$default works with HTTP APIs only, and option ${settings.option} makes a REST API`,
            fix: "name the stage, for instance live",
          },
        ]
      : [];
  return [
    ...stage,
    ...nameProblems(settings),
    ...vpcProblems(settings),
    ...groupProblems(settings),
    ...groupListProblems(settings),
    ...cloudMapProblems(settings),
    ...existingProblems(settings),
  ];
}
