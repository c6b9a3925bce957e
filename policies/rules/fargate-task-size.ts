import { isForFargate } from "../graph/fargate";
import { cpuUnitsIn, isOffered, memoryMibIn, offerFor } from "../graph/task-size";
import { readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

export const fargateTaskSize = resourceRule({
  id: "fargate-task-size",
  displayName: "Fargate tasks have an offered size",
  description: "A task definition for Fargate has CPU and memory in a combination that Fargate offers.",
  severity: "critical",
  remediation: "Set cpu and memory of the task definition to a combination of AWS's table, such as 256 and 512.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html",
  tags: ["wiring", "ecs"],
  hop: "container",
  kinds: ["taskDefinition"],
  about: isForFargate,
  none: "the stack has no task definition for Fargate",
  judge: (_, definition) => {
    const [cpu, memory] = [readString(definition, "cpu"), readString(definition, "memory")];
    if (cpu.kind === "absent" || memory.kind === "absent") {
      const missing = cpu.kind === "absent" ? "cpu" : "memory";
      return [violation(definition, `task definition ${definition.name} for Fargate has no ${missing}`)];
    }
    if (cpu.kind === "unknown" || memory.kind === "unknown")
      return [undetermined(definition, `cpu and memory of task definition ${definition.name}`)];
    const [units, mib] = [cpuUnitsIn(cpu.value), memoryMibIn(memory.value)];
    if (units !== undefined && mib !== undefined && isOffered(units, mib)) return [];
    const wrong = `task definition ${definition.name} has cpu ${cpu.value} and memory ${memory.value}, which Fargate does not offer`;
    return [violation(definition, units === undefined ? wrong : `${wrong}: ${offerFor(units)}`)];
  },
});
