import { isForFargate } from "../graph/fargate";
import { cpuUnitsIn, isOffered, memoryMibIn, offerFor } from "../graph/task-size";
import { containersOf } from "../graph/tasks";
import type { Container } from "../graph/tasks";
import { readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/**
 * What the containers reserve beyond the size of their task.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
function overflow(containers: readonly Container[], cpuUnits: number, memoryMib: number): readonly string[] {
  const reservedUnits = sum(containers.map(({ cpu }) => cpu ?? 0));
  const reservedMib = sum(containers.map(({ memory, memoryReservation }) => memoryReservation ?? memory ?? 0));
  return [
    ...(reservedUnits > cpuUnits ? [`cpu ${cpuUnits}, and its containers reserve ${reservedUnits}`] : []),
    ...(reservedMib > memoryMib ? [`memory ${memoryMib}, and its containers reserve ${reservedMib}`] : []),
  ];
}

export const fargateTaskSize = resourceRule({
  id: "fargate-task-size",
  displayName: "Fargate tasks have an offered size",
  description:
    "A task definition for Fargate has CPU and memory in a combination that Fargate offers, and its containers reserve no more.",
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
    if (units !== undefined && mib !== undefined && isOffered(units, mib)) {
      const faults = overflow(containersOf(definition) ?? [], units, mib);
      return faults.map((fault) => violation(definition, `task definition ${definition.name} has ${fault}`));
    }
    const wrong = `task definition ${definition.name} has cpu ${cpu.value} and memory ${memory.value}, which Fargate does not offer`;
    return [violation(definition, units === undefined ? wrong : `${wrong}: ${offerFor(units)}`)];
  },
});
