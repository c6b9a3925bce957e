import { memoryMiBByCpu } from "./fargate-sizes";

const unitsPerVcpu = 1024;
const mibPerGb = 1024;

/** CPU units of the `cpu` of a task definition: `"256"`, `".25 vCPU"`; undefined if it is not a number. */
export function cpuUnitsIn(text: string): number | undefined {
  const [, amount, unit] = /^\s*([\d.]+)\s*(vcpu)?\s*$/i.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit === undefined ? 1 : unitsPerVcpu);
}

/** MiB of the `memory` of a task definition: `"512"`, `"1GB"`; undefined if it is not a number. */
export function memoryMibIn(text: string): number | undefined {
  const [, amount, unit] = /^\s*([\d.]+)\s*(gb)?\s*$/i.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit === undefined ? 1 : mibPerGb);
}

/** Whether Fargate offers a task of this size. */
export const isOffered = (cpuUnits: number, memoryMib: number): boolean =>
  memoryMiBByCpu.get(cpuUnits)?.includes(memoryMib) === true;

/** The memory that Fargate offers with a number of CPU units, or the CPU units that it offers. */
export function offerFor(cpuUnits: number): string {
  const sizes = memoryMiBByCpu.get(cpuUnits);
  return sizes === undefined
    ? `cpu is one of ${[...memoryMiBByCpu.keys()].join(", ")}`
    : `with cpu ${cpuUnits}, memory is from ${sizes[0] ?? 0} to ${sizes.at(-1) ?? 0} MiB`;
}
