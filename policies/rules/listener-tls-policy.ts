import { endsTls } from "../graph/called-listeners";
import { defaultTlsPolicy } from "../graph/aws-defaults";
import { labelOf } from "../graph/label";
import { readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/**
 * Policies with TLS 1.0 or 1.1: `2016-08`, `FS-2018-06`, and those that name one of these versions.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const old = /^ELBSecurityPolicy-(?:20\d\d-|FS-20\d\d-|(?:TLS13-|TLS-|FS-)1-[01]-)/;

export const listenerTlsPolicy = resourceRule({
  id: "listener-tls-policy",
  displayName: "Listeners accept TLS 1.2 and later",
  description: "The security policy of an HTTPS or TLS listener accepts neither TLS 1.0 nor TLS 1.1.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Set sslPolicy to ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
  tags: ["safety", "listener"],
  kinds: ["listener"],
  about: (_, listener) => endsTls(listener) === true,
  none: "the stack has no HTTPS or TLS listener",
  judge: (_, listener) => {
    const policy = readString(listener, "sslPolicy");
    if (policy.kind === "unknown") return [undetermined(listener, `sslPolicy of ${labelOf(listener)}`)];
    const used = policy.kind === "known" ? policy.value : defaultTlsPolicy;
    if (!old.test(used)) return [];
    const by = policy.kind === "known" ? used : `${used}, the default`;
    return [violation(listener, `${labelOf(listener)} accepts TLS 1.0 or 1.1 by its security policy ${by}`)];
  },
});
