import type { Problem } from "../../problem";
import type { ExistingBalancer, ServiceSettings, Settings } from "../settings";
import { serviceAt } from "../config-path";

interface ServiceBehind {
  readonly service: ServiceSettings;
  readonly balancer: ExistingBalancer;
}

/** `app/my-alb/50dc6c495c0c9188` from the ARN of a load balancer or listener. */
const balancerPart = (arn: string) => /(?:loadbalancer|listener)\/((?:app|net)\/[^/]+\/[^/]+)/.exec(arn)?.[1];
const isAlb = ({ arn }: ExistingBalancer) => arn.includes(":loadbalancer/app/");

function faults(
  settings: Settings,
  { service, balancer }: ServiceBehind,
): { key: string; message: string; fix: string }[] {
  const found: { key: string; message: string; fix: string }[] = [];
  const expected = isAlb(balancer) ? "HTTP" : "TCP";
  if (balancer.protocol === "HTTPS" || balancer.protocol === "TLS") {
    found.push({
      key: "existing.protocol",
      message: `got ${balancer.protocol}; TLS between API Gateway and a load balancer is not supported yet`,
      fix: `name a listener with protocol ${expected}`,
    });
  } else if (balancer.protocol !== expected) {
    found.push({
      key: "existing.protocol",
      message: `got ${balancer.protocol}; allowed for this type of load balancer: ${expected}`,
      fix: `set ${expected}, or correct the ARN`,
    });
  }
  if (balancerPart(balancer.arn) !== balancerPart(balancer.listenerArn)) {
    found.push({
      key: "existing.listenerArn",
      message: "belongs to a different load balancer than existing.arn",
      fix: "take both from the same load balancer",
    });
  }
  if (isAlb(balancer) && balancer.securityGroupId === undefined) {
    found.push({
      key: "existing.securityGroupId",
      message: "is missing; an ALB always has a security group, and requests need an ingress rule in it",
      fix: "add the id of the ALB's security group",
    });
  }
  if (balancer.arn.split(":")[3] !== settings.region) {
    found.push({
      key: "existing.arn",
      message: `is in a different Region than the stack (${settings.region})`,
      fix: "name a load balancer in the stack's Region",
    });
  }
  if (settings.vpcs.find(({ name }) => name === service.vpc)?.kind === "new") {
    found.push({
      key: "existing",
      message: `is in VPC ${service.vpc}, which this stack creates; an existing load balancer needs an existing VPC`,
      fix: "put the service into a VPC that has existing: { id, subnets }",
    });
  }
  if (service.balancer !== undefined || service.group !== undefined) {
    found.push({
      key: service.balancer === undefined ? "group" : "balancer",
      message: "has no effect on a service behind an existing load balancer",
      fix: "remove it",
    });
  }
  return found;
}

/** Services that describe the same load balancer differently: one of the descriptions is wrong. */
function contradictions(settings: Settings, all: readonly ServiceBehind[]): Problem[] {
  return all.flatMap(({ service, balancer }, index) => {
    const first = all.slice(0, index).find((other) => other.balancer.arn === balancer.arn);
    if (first === undefined) return [];
    const sameListener = first.balancer.listenerArn === balancer.listenerArn;
    const keys = [
      "dnsName",
      "securityGroupId",
      ...(sameListener ? (["port", "protocol", "manageIngress"] as const) : []),
    ] as const;
    const problems = keys
      .filter((key) => first.balancer[key] !== balancer[key])
      .map((key) => ({
        where: serviceAt(settings, service.name, `existing.${key}`),
        message: `differs from the value that ${first.service.name} gives for the same load balancer`,
        fix: "give both services the same value",
      }));
    const vpc =
      first.service.vpc === service.vpc
        ? []
        : [
            {
              where: serviceAt(settings, service.name, "vpc"),
              message: `got ${service.vpc}; ${first.service.name} places the same load balancer in ${first.service.vpc}`,
              fix: "name the VPC of the load balancer in both services",
            },
          ];
    return [...problems, ...vpc];
  });
}

/** Problems in the `existing` keys of services behind existing load balancers. */
export function existingProblems(settings: Settings): Problem[] {
  const all = settings.services.flatMap((service) =>
    service.runtime.kind === "existing" ? [{ service, balancer: service.runtime.balancer }] : [],
  );
  const single = all.flatMap((entry) =>
    faults(settings, entry).map(({ key, message, fix }) => ({
      where: serviceAt(settings, entry.service.name, key),
      message,
      fix,
    })),
  );
  return [...single, ...contradictions(settings, all)];
}
