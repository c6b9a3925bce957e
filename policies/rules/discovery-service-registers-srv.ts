import { resourceRule } from "../resource-rule";
import { integrationTargetOf } from "../graph/apis";
import { isKind } from "../graph/graph";
import { known, readElements, readString } from "../graph/value";
import { undetermined, violation } from "../rule";

/** API Gateway gets address and port from Cloud Map; an A record has no port. */
export const discoveryServiceRegistersSrv = resourceRule({
  id: "discovery-service-registers-srv",
  displayName: "Cloud Map services register SRV records",
  description: "A Cloud Map service behind an HTTP API registers SRV records, which contain the port.",
  remediation:
    "Set dnsConfig.dnsRecords to one record of type SRV, and set containerName and containerPort in serviceRegistries of the ECS service.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["wiring", "http-api"],
  hop: "discovery service",
  kinds: ["httpIntegration"],
  about: (graph, integration) => {
    const target = integrationTargetOf(graph, integration);
    return target.kind === "resource" && isKind(target.resource, "discoveryService");
  },
  none: "no integration uses a Cloud Map service in the stack",
  judge: (graph, integration) => {
    const target = integrationTargetOf(graph, integration);
    if (target.kind !== "resource") return [];
    const records = readElements(target.resource, "dnsConfig.dnsRecords");
    if (records.kind === "unknown")
      return [undetermined(target.resource, `the DNS records of Cloud Map service ${target.resource.name}`)];
    const types = (known(records) ?? []).map((at) => known(readString(target.resource, `${at}.type`)));
    if (types.includes("SRV")) return [];
    return [
      violation(
        target.resource,
        `Cloud Map service ${target.resource.name} registers ${types.join(", ") || "no"} records, but API Gateway needs the port of an SRV record`,
      ),
    ];
  },
});
