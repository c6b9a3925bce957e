import type { Option } from "../../core/settings/settings";
import type { AwsAccount } from "../../simulator/aws/account";
import type { Existing } from "../../simulator/aws/existing";
import { request } from "../../simulator/aws/traffic";
import type { Answer, Request } from "../../simulator/aws/traffic/types";
import type { Properties } from "../../simulator/values";
import { deployed } from "./deployed-stack";

export const host = "api.example.com";
const zone = "Z0123456789ABCDEFGHIJ";

/** The deployed stack `dev` with a domain name that is mapped to its API. */
export class MappedDomain {
  readonly account: AwsAccount;

  constructor(
    readonly stack: Awaited<ReturnType<typeof deployed>>,
    readonly api: Existing,
  ) {
    this.account = stack.account;
  }

  create(type: string, name: string, inputs: Properties): Existing {
    return this.account.create(`urn:pulumi:dev::p::${type}::${name}`, inputs);
  }

  map(key = "", inputs: Properties = {}): void {
    const apiMappingKey = key === "" ? {} : { apiMappingKey: key };
    const own = { domainName: host, apiId: this.api.id, stage: "live", ...apiMappingKey };
    this.create("aws-native:apigatewayv2:ApiMapping", `map-${key}`, { ...own, ...inputs });
  }

  get target(): string {
    const { outputs } = this.stack.get("DomainName", "domain");
    return (outputs["domainNameConfiguration"] as { targetDomainName: string }).targetDomainName;
  }

  point(type: "A" | "AAAA" | "CNAME", to = this.target): void {
    const aliases = [{ name: to, zoneId: "Z1UJRXOUMOOFQ8", evaluateTargetHealth: false }];
    const where = type === "CNAME" ? { ttl: 60, records: [to] } : { aliases };
    this.create("aws:route53/record:Record", type, { zoneId: zone, name: host, type, ...where });
  }

  ask(path: string, more: Partial<Request> = {}): Answer {
    return request(this.account, { host, method: "GET", path, ...more });
  }

  /** Status and hop, or the service and the path that it sees. */
  summary(path: string, more: Partial<Request> = {}): string {
    const { status, hop, arrival } = this.ask(path, more);
    return arrival === undefined
      ? `${String(status)} ${hop}`
      : `${arrival.service.split("::").at(-1) ?? ""} ${arrival.path}`;
  }
}

/** @param domain - more inputs of the domain name */
export async function mapped(option: Option, domain: Properties = {}): Promise<MappedDomain> {
  const stack = await deployed("dev", "us-east-1", option);
  const [api] = stack.account.of("aws:apigatewayv2/api:Api", "aws:apigateway/restApi:RestApi");
  if (api === undefined) throw new Error("the stack has no API");
  const found = new MappedDomain(stack, api);
  const domainNameConfiguration = {
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/outside",
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  };
  found.create("aws:apigatewayv2/domainName:DomainName", "domain", {
    domainName: host,
    domainNameConfiguration,
    ...domain,
  });
  return found;
}
