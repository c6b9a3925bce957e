import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { CertificateNode } from "../core/plan";

type IssuedCertificate = CertificateNode & { readonly kind: "issued" };

/** Seconds that resolvers may keep a validation record. */
const recordTtlSeconds = 300;

/** A public certificate for one name, which ACM issues after it has found a record of its own in the hosted zone. */
export class Certificate extends pulumi.ComponentResource {
  /** Known when the certificate is issued: ELB and API Gateway refuse a certificate that is not. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: { readonly certificate: IssuedCertificate }, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:Certificate", name, {}, opts);
    const { domainName, hostedZone } = args.certificate;
    const certificate = new aws.acm.Certificate(name, { domainName, validationMethod: "DNS" }, { parent: this });
    // One name has one validation record, so that none is created in an apply.
    const option = certificate.domainValidationOptions.apply(([first]) => first);
    const record = new aws.route53.Record(
      name,
      {
        zoneId: hostedZone,
        name: option.apply((first) => first?.resourceRecordName ?? ""),
        type: option.apply((first) => first?.resourceRecordType ?? ""),
        records: [option.apply((first) => first?.resourceRecordValue ?? "")],
        ttl: recordTtlSeconds,
        allowOverwrite: true,
      },
      // ACM has the same record for every certificate of a name in the account, and needs it to renew them. Without
      // these two options, another certificate of that name could not be issued beside this one, or not be renewed
      // after this one.
      // Source: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
      { parent: this, retainOnDelete: true },
    );
    const validation = new aws.acm.CertificateValidation(
      name,
      { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
      { parent: this },
    );
    this.arn = validation.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** ARNs of the certificates of a plan, by name in the plan. */
export const createCertificates = (
  certificates: readonly CertificateNode[],
  opts: pulumi.ComponentResourceOptions,
): ReadonlyMap<string, pulumi.Input<string>> =>
  new Map(
    certificates.map((certificate) => {
      const { kind, name } = certificate;
      return [name, kind === "existing" ? certificate.arn : new Certificate(name, { certificate }, opts).arn] as const;
    }),
  );
