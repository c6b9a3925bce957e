import type { Plan, ServiceNode } from "./plan";
import type { PriceKey, Prices } from "./prices";
import { leastTasksByCapacity } from "./tasks";

/**
 * Part of the on-demand price that Spot is counted at. AWS changes the price of Spot with supply and demand, and names a
 * discount of up to 70 %: https://aws.amazon.com/fargate/pricing/
 */
const spotPart = 0.3;

/** What is paid for tasks on Linux. A month of Spot is an estimate. */
const taskItems = {
  vcpu: { name: "Fargate vCPU", price: "vcpu" },
  memory: { name: "GB of Fargate memory", price: "memory" },
  armVcpu: { name: "Fargate vCPU (ARM64)", price: "armVcpu" },
  armMemory: { name: "GB of Fargate memory (ARM64)", price: "armMemory" },
  spotVcpu: { name: "Fargate Spot vCPU (estimate)", price: "vcpu", part: spotPart },
  spotMemory: { name: "GB of Fargate Spot memory (estimate)", price: "memory", part: spotPart },
  armSpotVcpu: { name: "Fargate Spot vCPU (ARM64, estimate)", price: "armVcpu", part: spotPart },
  armSpotMemory: { name: "GB of Fargate Spot memory (ARM64, estimate)", price: "armMemory", part: spotPart },
  storage: { name: "GB of ephemeral storage above 20", price: "storage" },
} as const;

type Amounts = Record<keyof typeof taskItems, number>;

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

/** What the tasks of a plan use that always run (at the autoscaling minimum, or the desired count), with hourly prices. */
export function taskCosts(plan: Plan, prices: Prices) {
  const amounts = plan.services.reduce(add, nothing);
  return (Object.keys(taskItems) as (keyof Amounts)[]).map((key) => {
    const item: { name: string; price: PriceKey; part?: number } = taskItems[key];
    const listed = prices(item.price);
    return { name: item.name, count: amounts[key], listed: { ...listed, usd: listed.usd * (item.part ?? 1) } };
  });
}
