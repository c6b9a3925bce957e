import type { Properties } from "../../../simulator/values";
import type { Case, TestAccount } from "../fixture";
import { balancer, group, lb } from "../fixture";
import { issued, requested } from "../front";

type Kind = "application" | "network";

const balancerOf = (account: TestAccount, kind: Kind) => balancer(account, `${kind.slice(0, 3)}-lb`, kind);
const tasks = (account: TestAccount, protocol: string, inputs: Properties = {}) =>
  group(account, `to-${protocol}`, { protocol, ...inputs });

/** A listener of a new load balancer. */
const listenerOf = (account: TestAccount, kind: Kind, protocol: string, target: string, inputs: Properties) =>
  account.create(lb("Listener"), "l", {
    loadBalancerArn: balancerOf(account, kind).id,
    port: 443,
    protocol,
    defaultActions: [{ type: "forward", targetGroupArn: target }],
    ...inputs,
  });

const https = (account: TestAccount, inputs: Properties) =>
  listenerOf(account, "application", "HTTPS", tasks(account, "HTTP").id, inputs);
const tlsListener = (account: TestAccount, inputs: Properties) =>
  listenerOf(account, "network", "TLS", tasks(account, "TCP").id, inputs);
const withCertificate = (account: TestAccount, inputs: Properties = {}) => ({
  certificateArn: issued(account, "name", inputs).id,
});

const elsewhere = (from: string) => `arn:aws:acm:${from}:certificate/12345678-1234-1234-1234-123456789012`;

export const tls: Readonly<Record<string, Case>> = {
  "HTTPS listener without a certificate": {
    error: /^Error: ValidationError: A certificate must be specified for HTTPS listeners$/,
    refused: (account) => {
      https(account, {});
    },
    accepted: (account) => {
      https(account, withCertificate(account));
    },
  },
  "TLS listener without a certificate": {
    error: /ValidationError: A certificate must be specified for TLS listeners/,
    refused: (account) => {
      tlsListener(account, { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" });
    },
    accepted: (account) => {
      tlsListener(account, {
        ...withCertificate(account),
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      });
    },
  },
  "certificate removed from an HTTPS listener": {
    error: /A certificate must be specified for HTTPS listeners/,
    refused: (account) => {
      https(account, withCertificate(account));
      account.update("l", { certificateArn: undefined });
    },
    accepted: (account) => {
      https(account, withCertificate(account));
      account.update("l", { certificateArn: undefined, protocol: "HTTP" });
    },
  },
  "HTTP listener with a certificate": {
    error: /^Error: ValidationError: A certificate cannot be specified for HTTP listeners$/,
    refused: (account) => {
      https(account, { protocol: "HTTP", ...withCertificate(account) });
    },
    accepted: (account) => {
      https(account, { protocol: "HTTP" });
    },
  },
  "TCP listener with an SSL policy": {
    error: /^Error: ValidationError: An SSL policy cannot be specifed for TCP listeners$/,
    refused: (account) => {
      tlsListener(account, { protocol: "TCP", sslPolicy: "ELBSecurityPolicy-2016-08" });
    },
    accepted: (account) => {
      tlsListener(account, { protocol: "TCP" });
    },
  },
  "HTTPS listener of an NLB": {
    error: /^Error: ValidationError: Listener protocol 'HTTPS' must be one of 'TLS, TCP, TCP_UDP, UDP'$/,
    refused: (account) => {
      tlsListener(account, { protocol: "HTTPS", ...withCertificate(account) });
    },
    accepted: (account) => {
      tlsListener(account, withCertificate(account));
    },
  },
  "TLS listener of an ALB": {
    error: /ValidationError: Listener protocol 'TLS' must be one of 'HTTPS, HTTP'/,
    refused: (account) => {
      https(account, { protocol: "TLS", ...withCertificate(account) });
    },
    accepted: (account) => {
      https(account, withCertificate(account));
    },
  },
  "listener with a certificate that is not issued yet": {
    error:
      /^Error: UnsupportedCertificate: The certificate 'arn:aws:acm:\S+' must have a fully-qualified domain name, a supported signature, and a supported key size\.$/,
    refused: (account) => {
      https(account, { certificateArn: requested(account, "name").id });
    },
    accepted: (account) => {
      https(account, withCertificate(account));
    },
  },
  "NLB listener with a 4096-bit key": {
    error: /UnsupportedCertificate: .* a supported key size/,
    refused: (account) => {
      tlsListener(account, withCertificate(account, { keyAlgorithm: "RSA_4096" }));
    },
    accepted: (account) => {
      tlsListener(account, withCertificate(account, { keyAlgorithm: "EC_prime256v1" }));
      https(account, { certificateArn: issued(account, "large", { keyAlgorithm: "RSA_4096" }).id });
    },
  },
  "listener with a certificate of another Region": {
    error: /^Error: CertificateNotFound: Certificate 'arn:aws:acm:eu-west-1:123456789012:certificate\/\S+' not found$/,
    refused: (account) => {
      https(account, { certificateArn: elsewhere("eu-west-1:123456789012") });
    },
    accepted: (account) => {
      https(account, { certificateArn: elsewhere("us-east-1:123456789012") });
    },
  },
  "listener with a certificate of another account": {
    error: /CertificateNotFound: /,
    refused: (account) => {
      tlsListener(account, { certificateArn: elsewhere("us-east-1:210987654321") });
    },
    accepted: (account) => {
      tlsListener(account, { certificateArn: elsewhere("us-east-1:123456789012") });
    },
  },
  "TLS listener before an ALB": {
    error:
      /^Error: InvalidConfigurationRequest: Listener protocol 'TLS' is not supported with a target group with the target-type 'ALB'$/,
    refused: (account) => {
      const target = tasks(account, "TCP", { targetType: "alb" });
      listenerOf(account, "network", "TLS", target.id, withCertificate(account));
    },
    accepted: (account) => {
      listenerOf(account, "network", "TCP", tasks(account, "TCP", { targetType: "alb" }).id, {});
    },
  },
  "target group of an ALB with protocol TLS": {
    error:
      /^Error: InvalidConfigurationRequest: Target type 'alb' is not supported for target groups with TLS protocol$/,
    refused: (account) => {
      tasks(account, "TLS", { targetType: "alb" });
    },
    accepted: (account) => {
      tasks(account, "TLS", { targetType: "ip" });
      tasks(account, "TCP", { targetType: "alb" });
    },
  },
  "TCP listener with a TLS target group": {
    error:
      /^Error: IncompatibleProtocols: The listener and its associated target group 'arn:\S+' have incompatible protocols: 'TCP' and 'TLS'$/,
    refused: (account) => {
      listenerOf(account, "network", "TCP", tasks(account, "TLS").id, {});
    },
    accepted: (account) => {
      listenerOf(account, "network", "TLS", tasks(account, "TLS").id, withCertificate(account));
    },
  },
  "HTTPS listener with a TCP target group": {
    error: /IncompatibleProtocols: .* 'HTTPS' and 'TCP'$/,
    refused: (account) => {
      listenerOf(account, "application", "HTTPS", tasks(account, "TCP").id, withCertificate(account));
    },
    accepted: (account) => {
      listenerOf(account, "application", "HTTPS", tasks(account, "HTTPS").id, withCertificate(account));
    },
  },
};
