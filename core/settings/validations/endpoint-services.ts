import type { Problem } from "../../problem";
import { partitionOf } from "../../regions";
import { repeats, serviceAt } from "../config-path";
import type { EndpointService, ServiceSettings, Settings } from "../settings";
import { zonesOf } from "../vpc-zones";
import type { Fault } from "./existing-tls";

/** A service of another account, with its endpoint service. */
interface Connected {
  readonly service: ServiceSettings;
  readonly endpoint: EndpointService;
}

const key = (name: string) => `existing.endpointService.${name}`;

/** An endpoint service of another Region or partition than the stack. */
function placeFault(region: string, { name }: EndpointService): Fault | undefined {
  const [prefix = "", other = ""] = name.split(/\.vpce\.|\.vpce-svc-/);
  if (region === "") return undefined;
  if (other !== region) {
    return {
      key: key("name"),
      message: `is in a different Region than the stack (${region}): ${other}`,
      fix: `name an endpoint service in ${region}`,
    };
  }
  const expected = partitionOf(region) === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws";
  if (prefix === expected) return undefined;
  return {
    key: key("name"),
    message: `begins with ${prefix}; in ${region} the names of endpoint services begin with ${expected}`,
    fix: `begin it with ${expected}.vpce`,
  };
}

/** Zones of the endpoint that its VPC does not have, or that are listed twice. */
function zoneFault({ vpcs }: Settings, { service, endpoint }: Connected): Fault | undefined {
  const { zones = [] } = endpoint;
  const [twice] = repeats(zones, (zone) => zone);
  if (twice !== undefined)
    return { key: key("zones"), message: `zone ${twice.again} is listed twice`, fix: "list each zone once" };
  const vpc = vpcs.find(({ name }) => name === service.vpc);
  if (vpc === undefined) return undefined;
  const known = zonesOf(vpc);
  const unknown = zones.filter((zone) => !known.includes(zone));
  if (unknown.length === 0) return undefined;
  return {
    key: key("zones"),
    message: `got ${unknown.join(", ")}; allowed: zones of VPC ${vpc.name}: ${known.join(", ")}`,
    fix: `name zones of the VPC that the provider offers too, or add these to VPC ${vpc.name}`,
  };
}

const cloudMapFault = ({ balancer, standby }: ServiceSettings): Fault | undefined => {
  const place =
    balancer === "cloudMap" ? "balancer" : standby?.balancer === "cloudMap" ? "standby.balancer" : undefined;
  return place === undefined
    ? undefined
    : {
        key: place,
        message: "got cloudMap; ECS registers tasks there, and a service of another account has none in this stack",
        fix: "use balancer: alb or nlb",
      };
};

const tlsFault = ({ tls }: Settings, endpoint: EndpointService): Fault | undefined =>
  !endpoint.tls || tls !== undefined
    ? undefined
    : {
        key: key("tls"),
        message:
          "encrypts only the connections to the provider; without tls of the stack, API Gateway sends requests to the load balancer in clear text",
        fix: "add tls: { serverName: ... } to the stack, or remove it and name a listener of the provider without TLS",
      };

/** Keys of a standby that are about containers. */
const standbyFaults = ({ standby }: ServiceSettings): readonly Fault[] =>
  (["containerTls", "containerPort"] as const)
    .filter((name) => standby?.[name] !== undefined)
    .map((name) => ({
      key: `standby.${name}`,
      message: "has no effect on a service behind an endpoint service, which has one port in both places",
      fix: "remove it",
    }));

/** Problems of services of other accounts, which interface endpoints connect to. */
export function endpointServiceProblems(settings: Settings): readonly Problem[] {
  const all = settings.services.flatMap((service): readonly Connected[] =>
    service.runtime.kind === "endpoint" ? [{ service, endpoint: service.runtime.endpoint }] : [],
  );
  return all.flatMap((connected) => {
    const { service, endpoint } = connected;
    const faults = [
      placeFault(settings.region, endpoint),
      zoneFault(settings, connected),
      cloudMapFault(service),
      tlsFault(settings, endpoint),
      ...standbyFaults(service),
    ];
    return faults.flatMap((fault) => {
      if (fault === undefined) return [];
      const { key: at, ...problem } = fault;
      return [{ where: serviceAt(settings, service.name, at), ...problem }];
    });
  });
}
