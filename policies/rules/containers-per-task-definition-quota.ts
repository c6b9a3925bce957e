import { countEach } from "../quota-counting";
import { containersOf } from "../graph/tasks";
import { quotaRule } from "../quota-rule";

export const containersPerTaskDefinitionQuota = quotaRule({
  id: "containers-per-task-definition-quota",
  displayName: "Containers per task definition",
  quota: "ecs.containersPerTaskDefinition",
  remediation: "Define fewer containers in one task definition.",
  count: countEach(
    "containers of task definition",
    "taskDefinition",
    (_, definition) => containersOf(definition)?.length ?? 0,
  ),
});
