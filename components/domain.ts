import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { DomainNode } from "../core/plan-api";
import type { ApiHandle } from "./api-handle";
import { ApiMapping } from "./api-mapping";
import { getOrThrow } from "./get-or-throw";
import type { Protection } from "./protection";

type OwnDomain = NonNullable<DomainNode["own"]>;

/** Arguments of {@link Domain}. */
export interface DomainArgs {
  readonly domain: DomainNode;
  /** ARNs of certificates, by name in the plan. */
  readonly certificates: ReadonlyMap<string, pulumi.Input<string>>;
  /** The API that the domain is mapped to. */
  readonly api: ApiHandle;
  /** The API that stands by, if the domain is mapped to it too. */
  readonly standby: ApiHandle | undefined;
  /** What the mapping waits for, so that the API serves when requests arrive. */
  readonly waitsFor: readonly pulumi.Resource[];
  readonly protection: Protection;
}

/** A domain name mapped to a stage of an API, with its alias records. */
export class Domain extends pulumi.ComponentResource {
  /** URL of the API at the domain. */
  readonly url: pulumi.Output<string>;
  /** Name that DNS records of the domain have to point to; absent if another stack has the domain. */
  readonly target?: pulumi.Output<string>;
  /** URL of the API that stands by; absent if the domain is not mapped to it. */
  readonly standbyUrl?: pulumi.Output<string>;

  constructor(name: string, args: DomainArgs, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:Domain", name, {}, opts);
    const { domainName, basePath, own } = args.domain;
    const domain = own === undefined ? undefined : this.createDomain(name, own, args);
    const mapping = new ApiMapping(
      name,
      {
        apiId: args.api.apiId,
        domainName: domain?.domainName ?? domainName,
        stage: args.api.stageName,
        ...(basePath === undefined ? {} : { apiMappingKey: basePath }),
      },
      { parent: this, dependsOn: [...args.waitsFor] },
    );
    const { standby } = args.domain;
    if (standby !== undefined && args.standby !== undefined) {
      const second = new ApiMapping(
        `${name}-standby`,
        {
          apiId: args.standby.apiId,
          domainName: domain?.domainName ?? domainName,
          stage: args.standby.stageName,
          apiMappingKey: standby.basePath,
        },
        { parent: this, dependsOn: [...args.standby.awaited] },
      );
      this.standbyUrl = pulumi.interpolate`https://${second.domainName}/${standby.basePath}`;
    }
    if (own !== undefined && domain !== undefined) {
      this.target = domain.domainNameConfiguration.targetDomainName;
      this.createRecords(name, own, domain, mapping);
    }
    const path = basePath === undefined ? "" : `/${basePath}`;
    this.url = pulumi.interpolate`https://${mapping.domainName}${path}`;
    this.registerOutputs({ url: this.url, ...(this.target === undefined ? {} : { target: this.target }) });
  }

  /**
   * The domain name. Its type is that of HTTP APIs, which maps both kinds of APIs: another type for each
   * kind would be another resource with the same name, which AWS refuses.
   * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
   */
  private createDomain(
    name: string,
    own: OwnDomain,
    { domain: { domainName }, certificates, protection }: DomainArgs,
  ): aws.apigatewayv2.DomainName {
    const { certificate, ipv6, mutualTls } = own;
    const { truststore, version, ownershipCertificate } = mutualTls ?? {};
    return new aws.apigatewayv2.DomainName(
      name,
      {
        domainName,
        domainNameConfiguration: {
          certificateArn: getOrThrow(certificates, certificate),
          endpointType: "REGIONAL",
          securityPolicy: "TLS_1_2",
          // Written out: without it, the provider keeps the type that the domain has.
          ipAddressType: ipv6 ? "dualstack" : "ipv4",
          ...(ownershipCertificate === undefined ? {} : { ownershipVerificationCertificateArn: ownershipCertificate }),
        },
        ...(truststore === undefined
          ? {}
          : {
              mutualTlsAuthentication: {
                truststoreUri: truststore,
                ...(version === undefined ? {} : { truststoreVersion: version }),
              },
            }),
      },
      { parent: this, ...protection },
    );
  }

  /** The records wait for the mapping: a name that had other records sends no request before the API answers there. */
  private createRecords(
    name: string,
    { hostedZone, ipv6 }: OwnDomain,
    { domainName, domainNameConfiguration }: aws.apigatewayv2.DomainName,
    mapping: ApiMapping,
  ): void {
    if (hostedZone === undefined) return;
    const { targetDomainName, hostedZoneId } = domainNameConfiguration;
    for (const type of ipv6 ? ["A", "AAAA"] : ["A"])
      new aws.route53.Record(
        `${name}-${type}`,
        {
          zoneId: hostedZone,
          name: domainName,
          type,
          aliases: [{ name: targetDomainName, zoneId: hostedZoneId, evaluateTargetHealth: false }],
        },
        { parent: this, dependsOn: mapping },
      );
  }
}
