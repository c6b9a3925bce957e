import type { RawService, RawSettings, RawVpc } from "./schema";
import type { Runtime, ServiceSettings, Settings, VpcSettings } from "./settings";

/** `/orders/` and `/orders` are one path; the root stays `/`. */
const normalisePath = (path: string) => (path === "/" ? path : path.replace(/\/$/, ""));

function runtime(raw: RawService): Runtime {
  if (raw.existing !== undefined) return { kind: "existing", balancer: raw.existing };
  return {
    kind: "task",
    task: {
      image: raw.image ?? "",
      containerPort: raw.containerPort ?? 8080,
      cpu: raw.cpu ?? 256,
      memoryMiB: raw.memoryMiB ?? 512,
      architecture: raw.architecture ?? "X86_64",
      desiredCount: raw.desiredCount ?? 2,
      autoscaling: raw.autoscaling,
      environment: raw.environment ?? {},
      secrets: raw.secrets ?? {},
    },
  };
}

function service(raw: RawService): ServiceSettings {
  const { name, vpc, stripPrefix, retired, healthCheck, balancer, group, pins } = raw;
  const path = normalisePath(raw.path ?? `/${name}`);
  return { name, vpc, path, stripPrefix, retired, healthCheck, balancer, group, pins, runtime: runtime(raw) };
}

function vpc(raw: RawVpc): VpcSettings {
  if (raw.existing !== undefined) return { kind: "existing", name: raw.name, ...raw.existing };
  return { kind: "new", name: raw.name, cidr: raw.cidr ?? "", zones: raw.zones ?? [], nat: raw.nat ?? "single" };
}

/**
 * What the schema yields in the form that the planner reads: paths normalised, defaults that hang on another key filled in.
 *
 * @param raw - parsed settings; a missing image, CIDR or zone list becomes empty, which the rules refuse
 * @param region - Region of the stack
 */
export function normalise(raw: RawSettings, region: string): Settings {
  return {
    region,
    option: raw.option,
    stage: raw.stage,
    tags: raw.tags,
    logRetentionDays: raw.logRetentionDays,
    crossZoneToAlbs: raw.crossZoneToAlbs,
    quotas: raw.quotas,
    usedElsewhere: raw.usedElsewhere,
    headroomPercent: raw.headroomPercent,
    acknowledge: raw.acknowledge,
    requirements: raw.requirements,
    vpcs: raw.vpcs.map(vpc),
    services: raw.services.map(service),
    groups: raw.groups,
  };
}
