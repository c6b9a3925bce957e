import type { Plan, ServiceNode } from "./plan";
import { leastTasksByCapacity } from "./tasks";

const source = "https://aws.amazon.com/fargate/pricing/";
const hourly = (name: string, usd: number) => ({ name, usd, per: "hour", source, of: "tasks" }) as const;

/**
 * Part of the on-demand price that Spot is counted at. AWS changes the price of Spot with supply and demand, and names a
 * discount of up to 70 %: https://aws.amazon.com/fargate/pricing/
 */
const spotPart = 0.3;
const [vcpu, gigabyte, armVcpu, armGigabyte] = [0.04048, 0.004445, 0.03238, 0.00356];

/** Prices of Fargate on Linux. A month of Spot is an estimate. */
export const taskPrices = {
  vcpu: hourly("Fargate vCPU", vcpu),
  memory: hourly("GB of Fargate memory", gigabyte),
  armVcpu: hourly("Fargate vCPU (ARM64)", armVcpu),
  armMemory: hourly("GB of Fargate memory (ARM64)", armGigabyte),
  spotVcpu: hourly("Fargate Spot vCPU (estimate)", vcpu * spotPart),
  spotMemory: hourly("GB of Fargate Spot memory (estimate)", gigabyte * spotPart),
  armSpotVcpu: hourly("Fargate Spot vCPU (ARM64, estimate)", armVcpu * spotPart),
  armSpotMemory: hourly("GB of Fargate Spot memory (ARM64, estimate)", armGigabyte * spotPart),
  storage: hourly("GB of ephemeral storage above 20", 0.000111),
} as const;

type Amounts = Record<keyof typeof taskPrices, number>;

const unitsPerVcpu = 1024;
const mibPerGb = 1024;
/** Storage of each task that costs nothing. */
const freeGiB = 20;

function add(amounts: Amounts, { task }: ServiceNode): Amounts {
  const { onDemand, spot } = leastTasksByCapacity(task);
  const [vcpus, gigabytes] = [task.cpu / unitsPerVcpu, task.memoryMiB / mibPerGb];
  const isArm = task.architecture === "ARM64";
  const [x86, arm] = isArm ? [0, 1] : [1, 0];
  return {
    vcpu: amounts.vcpu + x86 * onDemand * vcpus,
    memory: amounts.memory + x86 * onDemand * gigabytes,
    armVcpu: amounts.armVcpu + arm * onDemand * vcpus,
    armMemory: amounts.armMemory + arm * onDemand * gigabytes,
    spotVcpu: amounts.spotVcpu + x86 * spot * vcpus,
    spotMemory: amounts.spotMemory + x86 * spot * gigabytes,
    armSpotVcpu: amounts.armSpotVcpu + arm * spot * vcpus,
    armSpotMemory: amounts.armSpotMemory + arm * spot * gigabytes,
    storage: amounts.storage + (onDemand + spot) * ((task.ephemeralStorageGiB ?? freeGiB) - freeGiB),
  };
}

const nothing: Amounts = {
  ...{ vcpu: 0, memory: 0, armVcpu: 0, armMemory: 0 },
  ...{ spotVcpu: 0, spotMemory: 0, armSpotVcpu: 0, armSpotMemory: 0, storage: 0 },
};

/** What the tasks of a plan use that always run: at the autoscaling minimum, or the desired count. */
export const taskAmounts = (plan: Plan): Amounts => plan.services.reduce(add, nothing);
