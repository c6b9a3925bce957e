import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { CertificateNode } from "../core/plan-api";

type IssuedNode = CertificateNode & { readonly kind: "issued" };

/**
 * A certificate that ACM issues when it finds the validation record, a CNAME record, in the hosted zone.
 * Source: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
class Certificate extends pulumi.ComponentResource {
  /** ARN of the certificate once it is issued: load balancers and API Gateway refuse one that is not. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { domainName, hostedZone }: IssuedNode, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:Certificate", name, {}, opts);
    const certificate = new aws.acm.Certificate(name, { domainName, validationMethod: "DNS" }, { parent: this });
    // One name, one record. The list is unknown at a first preview, so a resource for each entry would be missing there.
    const option = (key: "resourceRecordName" | "resourceRecordValue") =>
      certificate.domainValidationOptions.apply(([first]) => first?.[key] ?? "");
    const record = new aws.route53.Record(
      name,
      {
        zoneId: hostedZone,
        name: option("resourceRecordName"),
        type: "CNAME",
        records: [option("resourceRecordValue")],
        ttl: 60,
        allowOverwrite: true,
      },
      // ACM has one validation record for all certificates of a name in the account. Without the record, none of them is
      // renewed: https://github.com/dflook/cloudformation-dns-certificate/issues/7
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

/** ARNs of the certificates of a plan, by name; that of an issued certificate is known once it is issued. */
export const createCertificates = (
  nodes: readonly CertificateNode[],
  opts: pulumi.ComponentResourceOptions,
): Map<string, pulumi.Input<string>> =>
  new Map(
    nodes.map((node) => [node.name, node.kind === "existing" ? node.arn : new Certificate(node.name, node, opts).arn]),
  );
