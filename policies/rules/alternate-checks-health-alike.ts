import { defaultDeregistrationDelay, defaultHealthCheckPath, defaultHealthCheckPort } from "../graph/aws-defaults";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { pairsOfService } from "../graph/strategies";
import { readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** Defaults of AWS are compared as values, so that a group that states one equals a group that does not. */
const alike: Readonly<Record<string, string>> = {
  port: "",
  deregistrationDelay: String(defaultDeregistrationDelay),
  slowStart: "0",
  "healthCheck.path": defaultHealthCheckPath,
  "healthCheck.port": defaultHealthCheckPort,
  "healthCheck.protocol": "",
  "healthCheck.matcher": "",
  "healthCheck.interval": "30",
  "healthCheck.timeout": "",
  "healthCheck.healthyThreshold": "",
  "healthCheck.unhealthyThreshold": "",
};

/** Names of the properties in which two target groups differ; an unknown value differs from none. */
const differences = (left: Resource, right: Resource): readonly string[] =>
  Object.entries(alike).flatMap(([name, byDefault]) => {
    const values = [left, right].map((group) => readString(group, name));
    if (values.some(({ kind }) => kind === "unknown")) return [];
    const [a, b] = values.map((value) => (value.kind === "known" && value.value !== "" ? value.value : byDefault));
    return a === b ? [] : [name];
  });

/** Advice: requests are served, but each second deployment behaves in another way. */
export const alternateChecksHealthAlike = resourceRule({
  id: "alternate-checks-health-alike",
  displayName: "Both target groups check health alike",
  description:
    "Port, health check, drain and slow start of the two target groups of an ECS service are the same, so that each deployment behaves as the one before.",
  severity: "low",
  enforcement: "advisory",
  remediation: "Create both target groups with the same arguments.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html",
  tags: ["safety", "balancer"],
  kinds: ["ecsService"],
  about: (graph, service) => pairsOfService(graph, service).length > 0,
  none: "no ECS service names an alternate target group",
  judge: (graph, service) =>
    pairsOfService(graph, service).flatMap(({ groups: { references, exact } }) => {
      const [left, right] = resourcesIn(references);
      if (!exact || left === undefined || right === undefined) return [];
      const differ = differences(left, right);
      const wrong = `target groups ${left.name} and ${right.name} of ECS service ${service.name} differ in ${differ.join(", ")}`;
      return differ.length === 0 ? [] : [violation(service, wrong)];
    }),
});
