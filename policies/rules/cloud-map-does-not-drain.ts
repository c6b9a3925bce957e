import { resourceRule } from "../resource-rule";
import { discoveryServiceOf } from "../graph/apis";
import { violation } from "../rule";

export const cloudMapDoesNotDrain = resourceRule({
  id: "cloud-map-does-not-drain",
  displayName: "Cloud Map does not drain tasks",
  description:
    "A task found through Cloud Map gets requests until its record is removed; a load balancer would drain it.",
  severity: "low",
  enforcement: "advisory",
  remediation: "Let the task answer requests for some seconds after SIGTERM, or put a load balancer in front of it.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html",
  tags: ["safety", "cloud-map"],
  kinds: ["httpIntegration"],
  about: (graph, integration) => discoveryServiceOf(graph, integration) !== undefined,
  none: "no integration uses a Cloud Map service in the stack",
  judge: (_, integration) => [
    violation(
      integration,
      `${integration.name} finds its tasks through Cloud Map, which does not drain them during a deployment`,
    ),
  ],
});
