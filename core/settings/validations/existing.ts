import type { Problem } from "../../problem";
import type { ExistingBalancer, ServiceSettings, Settings } from "../settings";
import { serviceAt } from "../config-path";

interface Behind {
  readonly service: ServiceSettings;
  readonly balancer: ExistingBalancer;
}

/** `app/my-alb/50dc6c495c0c9188` of a balancer's or listener's ARN. */
const balancerPart = (arn: string) => /(?:loadbalancer|listener)\/((?:app|net)\/[^/]+\/[^/]+)/.exec(arn)?.[1];
const isAlb = ({ arn }: ExistingBalancer) => arn.includes(":loadbalancer/app/");

function faults(settings: Settings, { service, balancer }: Behind): { key: string; message: string; fix: string }[] {
  const found: { key: string; message: string; fix: string }[] = [];
  const expected = isAlb(balancer) ? "HTTP" : "TCP";
  if (balancer.protocol === "HTTPS" || balancer.protocol === "TLS") {
    found.push({
      key: "existing.protocol",
      message: `got ${balancer.protocol}; TLS between API Gateway and a balancer is not built yet`,
      fix: `name a listener of protocol ${expected}`,
    });
  } else if (balancer.protocol !== expected) {
    found.push({
      key: "existing.protocol",
      message: `got ${balancer.protocol}; allowed for this kind of balancer: ${expected}`,
      fix: `set ${expected}, or correct the ARN`,
    });
  }
  if (balancerPart(balancer.arn) !== balancerPart(balancer.listenerArn)) {
    found.push({
      key: "existing.listenerArn",
      message: "belongs to another balancer than existing.arn",
      fix: "take both from the same balancer",
    });
  }
  if (isAlb(balancer) && balancer.securityGroupId === undefined) {
    found.push({
      key: "existing.securityGroupId",
      message: "is missing; an ALB always has a security group, and requests need a rule in it",
      fix: "add the group's id",
    });
  }
  if (balancer.arn.split(":")[3] !== settings.region) {
    found.push({
      key: "existing.arn",
      message: `lies in another Region than the stack (${settings.region})`,
      fix: "name a balancer in the stack's Region",
    });
  }
  if (settings.vpcs.find(({ name }) => name === service.vpc)?.kind === "new") {
    found.push({
      key: "existing",
      message: `stands in VPC ${service.vpc}, which the stack is only about to make`,
      fix: "put the service into a VPC with existing: id and subnets",
    });
  }
  if (service.balancer !== undefined || service.group !== undefined) {
    found.push({
      key: service.balancer === undefined ? "group" : "balancer",
      message: "has no effect behind an existing balancer",
      fix: "remove it",
    });
  }
  return found;
}

/** Two services that describe one balancer differently: one of them is wrong. */
function contradictions(settings: Settings, all: readonly Behind[]): Problem[] {
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
        message: `differs from what ${first.service.name} says of the same balancer`,
        fix: "make the two agree",
      }));
    const vpc =
      first.service.vpc === service.vpc
        ? []
        : [
            {
              where: serviceAt(settings, service.name, "vpc"),
              message: `${first.service.name} says that the same balancer stands in ${first.service.vpc}`,
              fix: "name the VPC in which the balancer stands",
            },
          ];
    return [...problems, ...vpc];
  });
}

/** What is said of balancers that exist already. */
export function existingProblems(settings: Settings): Problem[] {
  const all = settings.services.flatMap((service) =>
    service.runtime.kind === "existing" ? [{ service, balancer: service.runtime.balancer }] : [],
  );
  const single = all.flatMap((behind) =>
    faults(settings, behind).map(({ key, message, fix }) => ({
      where: serviceAt(settings, behind.service.name, key),
      message,
      fix,
    })),
  );
  return [...single, ...contradictions(settings, all)];
}
