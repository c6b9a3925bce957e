import type { Problem } from "../../problem";
import { partitionOf } from "../../regions";
import type { ExistingBalancer, ServiceSettings, Settings } from "../settings";
import { serviceAt } from "../config-path";
import { placeOf } from "./arn-place";
import type { Fault } from "./existing-tls";
import { isAlb, listenerTlsFault } from "./existing-tls";

interface ServiceBehind {
  readonly service: ServiceSettings;
  readonly balancer: ExistingBalancer;
}

/** `app/my-alb/50dc6c495c0c9188` from the ARN of a load balancer or listener. */
const balancerPart = (arn: string) => /(?:loadbalancer|listener)\/((?:app|net)\/[^/]+\/[^/]+)/.exec(arn)?.[1];

/** A load balancer in another Region or partition than the stack. */
function balancerPlaceFault(region: string, { arn }: ExistingBalancer): Fault | undefined {
  const place = placeOf(arn);
  if (region === "") return undefined;
  if (place.region !== region) {
    return {
      key: "existing.arn",
      message: `is in a different Region than the stack (${region}): ${place.region}`,
      fix: `name a load balancer in ${region}`,
    };
  }
  const partition = partitionOf(region);
  if (place.partition === partition) return undefined;
  return {
    key: "existing.arn",
    message: `has partition ${place.partition}; allowed in ${region}: ${partition}`,
    fix: `begin the ARN with arn:${partition}:`,
  };
}

/** Region in a DNS name that AWS gives to an ALB or NLB; other names may be aliases. */
const dnsRegion = (dnsName: string) =>
  /\.(?:([a-z0-9-]+)\.elb|elb\.([a-z0-9-]+))\.amazonaws\.com(?:\.cn)?$/.exec(dnsName)?.slice(1).find(Boolean);

/** A DNS name of another Region than that of the load balancer. */
function dnsFault({ arn, dnsName }: ExistingBalancer): Fault | undefined {
  const [{ region }, other] = [placeOf(arn), dnsRegion(dnsName)];
  if (other === undefined || other === region) return undefined;
  const message = `got ${dnsName}; a name in Region ${other}, and existing.arn has ${region}`;
  return { key: "existing.dnsName", message, fix: "take both from the same load balancer" };
}

/** A listener that does not belong to the load balancer beside it. */
function listenerFault({ arn, listenerArn }: ExistingBalancer): Fault | undefined {
  const key = "existing.listenerArn";
  const fix = "take both from the same load balancer";
  if (balancerPart(arn) !== balancerPart(listenerArn))
    return { key, message: "belongs to a different load balancer than existing.arn", fix };
  const [balancer, listener] = [placeOf(arn), placeOf(listenerArn)];
  const part = (["partition", "region", "account"] as const).find((name) => balancer[name] !== listener[name]);
  if (part === undefined) return undefined;
  const name = part === "region" ? "Region" : part;
  return { key, message: `has ${name} ${listener[part]}, and existing.arn has ${balancer[part]}`, fix };
}

function faults(settings: Settings, { service, balancer }: ServiceBehind): Fault[] {
  const place = balancerPlaceFault(settings.region, balancer);
  // A wrong load balancer says nothing about its listener.
  const others = place === undefined ? [listenerFault(balancer), dnsFault(balancer)] : [place];
  const found = [listenerTlsFault(settings, balancer), ...others].filter((fault) => fault !== undefined);
  if (isAlb(balancer) && balancer.securityGroupId === undefined) {
    found.push({
      key: "existing.securityGroupId",
      message: "is missing; an ALB always has a security group, and requests need an ingress rule in it",
      fix: "add the id of the ALB's security group",
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
  const firstByArn = new Map<string, ServiceBehind>();
  return all.flatMap((behind) => {
    const { service, balancer } = behind;
    const first = firstByArn.get(balancer.arn);
    if (first === undefined) {
      firstByArn.set(balancer.arn, behind);
      return [];
    }
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

/**
 * Load balancers of another account than the first one. API Gateway reaches load balancers of its own account only:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html
 */
function otherAccounts(settings: Settings, all: readonly ServiceBehind[]): Problem[] {
  const [first] = all;
  if (first === undefined) return [];
  const { account } = placeOf(first.balancer.arn);
  return all
    .filter(({ balancer }) => placeOf(balancer.arn).account !== account)
    .map(({ service, balancer }) => ({
      where: serviceAt(settings, service.name, "existing.arn"),
      message: `is in account ${placeOf(balancer.arn).account}, that of ${first.service.name} in ${account}; API Gateway reaches load balancers of its own account only`,
      fix: "name load balancers of the account that the stack is deployed to, or use a stack for each account",
    }));
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
  return [...single, ...contradictions(settings, all), ...otherAccounts(settings, all)];
}
