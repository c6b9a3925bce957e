import { resolve, resourceOf } from "../graph/references";
import { isSet, known, readElements, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

export const serviceRegistryHasPort = resourceRule({
  id: "service-registry-has-port",
  displayName: "Registrations in SRV records state a port",
  description:
    "An ECS service that registers in a Cloud Map service with SRV records states containerName and containerPort, or port, but not both.",
  remediation:
    "Set serviceRegistries.containerName and serviceRegistries.containerPort, and remove serviceRegistries.port.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html",
  tags: ["wiring", "cloud-map", "ecs"],
  hop: "service",
  kinds: ["ecsService"],
  none: "the stack has no ECS service",
  judge: (graph, service) => {
    const discovery = resourceOf(resolve(graph, service, "serviceRegistries.registryArn", "discoveryService"));
    if (discovery === undefined) return [];
    const records = known(readElements(discovery, "dnsConfig.dnsRecords")) ?? [];
    if (!records.some((at) => known(readString(discovery, `${at}.type`)) === "SRV")) return [];
    const has = (key: string) => isSet(service, `serviceRegistries.${key}`);
    const container = has("containerName") && has("containerPort");
    if (container !== has("port")) return [];
    const wrong = `ECS service ${service.name} registers in Cloud Map service ${discovery.name} with ${container ? "a container port and a port" : "no port"}`;
    return [violation(service, wrong)];
  },
});
