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

interface Range {
  readonly leastMib: number;
  readonly mostMib: number;
  readonly stepMib: number;
}

/**
 * Memory that Fargate offers, by CPU units.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
const offered: Readonly<Record<number, Range>> = {
  256: { leastMib: 512, mostMib: 2048, stepMib: 1024 },
  512: { leastMib: 1024, mostMib: 4096, stepMib: 1024 },
  1024: { leastMib: 2048, mostMib: 8192, stepMib: 1024 },
  2048: { leastMib: 4096, mostMib: 16_384, stepMib: 1024 },
  4096: { leastMib: 8192, mostMib: 30_720, stepMib: 1024 },
  8192: { leastMib: 16_384, mostMib: 61_440, stepMib: 4096 },
  16384: { leastMib: 32_768, mostMib: 122_880, stepMib: 8192 },
};

/** Whether Fargate offers a task of this size. */
export function isOffered(cpuUnits: number, memoryMib: number): boolean {
  const range = offered[cpuUnits];
  if (range === undefined) return false;
  const { leastMib, mostMib, stepMib } = range;
  return memoryMib === leastMib || (memoryMib > leastMib && memoryMib <= mostMib && memoryMib % stepMib === 0);
}

/** The memory that Fargate offers with a number of CPU units, or the CPU units that it offers. */
export function offerFor(cpuUnits: number): string {
  const range = offered[cpuUnits];
  return range === undefined
    ? `cpu is one of ${Object.keys(offered).join(", ")}`
    : `with cpu ${cpuUnits}, memory is from ${range.leastMib} to ${range.mostMib} MiB`;
}
