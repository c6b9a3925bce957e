import { resolve } from "../graph/references";
import { isSet } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

export const cloudMapHealthCheckAccepted = resourceRule({
  id: "cloud-map-health-check-accepted",
  displayName: "Cloud Map accepts the health check",
  description:
    "A Cloud Map service in a private DNS namespace has no Route 53 health check, and none has two kinds of health checks.",
  remediation: "Remove healthCheckConfig; ECS reports the health of its tasks with healthCheckCustomConfig.",
  url: "https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html",
  tags: ["wiring", "cloud-map"],
  hop: "discovery service",
  kinds: ["discoveryService"],
  none: "the stack has no Cloud Map service",
  judge: (graph, service) => {
    if (!isSet(service, "healthCheckConfig")) return [];
    const namespace = resolve(graph, service, "dnsConfig.namespaceId", "privateDnsNamespace");
    const wrong =
      namespace.kind === "resource"
        ? `Cloud Map service ${service.name} in private namespace ${namespace.resource.name} sets healthCheckConfig`
        : isSet(service, "healthCheckCustomConfig")
          ? `Cloud Map service ${service.name} sets healthCheckConfig and healthCheckCustomConfig`
          : undefined;
    return wrong === undefined ? [] : [violation(service, wrong)];
  },
});
