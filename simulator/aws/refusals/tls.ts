import { certificateState } from "../certificate-states";
import type { Account, Existing, Refusal, Refusals } from "../existing";
import { hasTls, texts, value } from "../existing";

const listener = "aws:lb/listener:Listener";
const targetGroup = "aws:lb/targetGroup:TargetGroup";

const protocolOf = (resource: Existing) => value(resource, "protocol");
const isOfNlb = (resource: Existing) => value(resource, "loadBalancerArn").includes(":loadbalancer/net/");

/**
 * A listener without a protocol takes that of its load balancer.
 * Sources: https://github.com/hashicorp/terraform-provider-aws/issues/6173 (ALB),
 * https://github.com/pulumi/pulumi-aws/issues/1193 (NLB)
 */
const protocolFits: Refusal = (resource) => {
  const allowed = isOfNlb(resource) ? ["TLS", "TCP", "TCP_UDP", "UDP"] : ["HTTPS", "HTTP"];
  const protocol = protocolOf(resource);
  return protocol === "" || allowed.includes(protocol)
    ? undefined
    : `ValidationError: Listener protocol '${protocol}' must be one of '${allowed.join(", ")}'`;
};

/**
 * The misspelling is AWS's.
 * Sources: https://github.com/pulumi/pulumi/issues/15712, https://github.com/awslabs/fargatecli/issues/104,
 * https://github.com/theopensystemslab/planx-new/pull/1051
 */
const certificateFits: Refusal = (resource) => {
  const protocol = protocolOf(resource) || (isOfNlb(resource) ? "TCP" : "HTTP");
  const [hasCertificate, hasPolicy] = ["certificateArn", "sslPolicy"].map((key) => value(resource, key) !== "");
  if (hasTls(resource))
    return hasCertificate ? undefined : `ValidationError: A certificate must be specified for ${protocol} listeners`;
  if (hasCertificate) return `ValidationError: A certificate cannot be specified for ${protocol} listeners`;
  return hasPolicy ? `ValidationError: An SSL policy cannot be specifed for ${protocol} listeners` : undefined;
};

/** Keys that an NLB takes. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html */
const nlbKeys = ["RSA_1024", "RSA_2048", "RSA_3072", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"];

const isOfAccount = (arn: string, { region, outside }: Account) => {
  const [, , , certificateRegion, owner = ""] = arn.split(":");
  return certificateRegion === region && outside.otherAccounts?.includes(owner) !== true;
};

/**
 * Sources: https://github.com/hashicorp/terraform-provider-aws/issues/11334 (not found),
 * https://github.com/hashicorp/terraform-provider-aws/issues/41789 (not issued; that AWS says the same of a key is a doubt)
 */
const usableCertificate: Refusal = (resource, account) => {
  const arn = value(resource, "certificateArn");
  if (!hasTls(resource) || arn === "") return undefined;
  if (arn.startsWith("arn:aws:acm:") && !isOfAccount(arn, account))
    return `CertificateNotFound: Certificate '${arn}' not found`;
  const { isIssued, keyAlgorithm } = certificateState(account, arn);
  const hasKey = !isOfNlb(resource) || keyAlgorithm === undefined || nlbKeys.includes(keyAlgorithm);
  return isIssued && hasKey
    ? undefined
    : `UnsupportedCertificate: The certificate '${arn}' must have a fully-qualified domain name, a supported signature, and a supported key size.`;
};

/** Protocols of target groups, by that of the listener. */
const compatible: Readonly<Record<string, readonly string[]>> = {
  HTTP: ["HTTP", "HTTPS"],
  HTTPS: ["HTTP", "HTTPS"],
  TCP: ["TCP"],
  TLS: ["TCP", "TLS"],
};

const groupsOf = (resource: Existing, account: Account) => {
  const named = texts([resource.inputs["defaultActions"], resource.inputs["actions"]]);
  return account.of(targetGroup).filter(({ id }) => named.includes(id));
};

/**
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html (`alb`; the
 * message is reported in the documents of a published CDK construct),
 * https://github.com/hashicorp/terraform-provider-aws/issues/4955 (protocols)
 */
const groupFits: Refusal = (resource, account) => {
  const protocol = protocolOf(resource);
  for (const group of groupsOf(resource, account)) {
    if (protocol === "TLS" && value(group, "targetType") === "alb")
      return "InvalidConfigurationRequest: Listener protocol 'TLS' is not supported with a target group with the target-type 'ALB'";
    const own = protocolOf(group);
    if (own !== "" && compatible[protocol]?.includes(own) === false)
      return `IncompatibleProtocols: The listener and its associated target group '${group.id}' have incompatible protocols: '${protocol}' and '${own}'`;
  }
  return undefined;
};

/** Source: https://github.com/aws/aws-cdk/issues/22245 */
const albGroupProtocol: Refusal = (resource) =>
  value(resource, "targetType") === "alb" && protocolOf(resource) === "TLS"
    ? "InvalidConfigurationRequest: Target type 'alb' is not supported for target groups with TLS protocol"
    : undefined;

const onListener = [protocolFits, certificateFits, usableCertificate, groupFits];

/** Operations on listeners and target groups that Elastic Load Balancing rejects because of their protocol. */
export const tls: Readonly<Record<string, Refusals>> = {
  [listener]: { create: onListener, update: onListener },
  [targetGroup]: { create: [albGroupProtocol] },
};
