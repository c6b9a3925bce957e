import { known, readBoolean } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** Advice only: a private certificate authority works in no other way. HTTP APIs have no such switch. */
export const integrationVerifiesCertificate = resourceRule({
  id: "integration-verifies-certificate",
  displayName: "Integrations verify the server's certificate",
  description: "A REST API integration with TLS verifies that a public certificate authority issued the certificate.",
  severity: "high",
  enforcement: "advisory",
  remediation: "Use a certificate of a public authority, such as one of ACM, and remove insecureSkipVerification.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-integration-tls-config.html",
  tags: ["safety", "rest-api"],
  kinds: ["restIntegration"],
  none: "the stack has no integration of a REST API",
  judge: (_, integration) =>
    known(readBoolean(integration, "tlsConfig.insecureSkipVerification")) === true
      ? [violation(integration, `${integration.name} accepts certificates of any authority`)]
      : [],
});
