import { waitFor } from "../load";
import { outputsOf } from "../outputs";
import type { Finding, Place, Step } from "../scene";
import { judged, notSeen } from "../scene";

const atMostSeconds = 300;

/** Stops the tasks of a service, and reads what clients get then. @returns the status; undefined if it still serves */
async function statusWithoutTasks({ world, stack }: Place, name: string): Promise<number | undefined> {
  const { url, services } = await outputsOf(stack);
  const { clusterName: cluster, serviceName: service } = services[name] ?? {};
  stack.touched();
  const answer = await world.aws("ecs", "update-service", { cluster, service, desiredCount: 0 });
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
  const found = await waitFor(world, { url: `${url}/${name}` }, ({ status }) => status !== 200, atMostSeconds);
  return found?.received.status;
}

const statusFinding = (assumption: string, status: number | undefined, expected: readonly number[]): Finding =>
  status === undefined
    ? notSeen(assumption, `it still answered 200 after ${atMostSeconds} seconds`)
    : judged(assumption, expected.includes(status), `${status}`);

export const httpNoTarget: Step = {
  id: "http-no-target",
  title: "stops all tasks behind an ALB and an NLB of an HTTP API",
  minutes: 25,
  check: async (place) => [
    statusFinding("initial-targets", await statusWithoutTasks(place, "web"), [503]),
    statusFinding("failed-connection-http", await statusWithoutTasks(place, "flow"), [503]),
  ],
};

export const restNoTarget: Step = {
  id: "rest-no-target",
  title: "stops all tasks behind an NLB of a REST API",
  minutes: 25,
  check: async (place) => [
    statusFinding("failed-connection-rest", await statusWithoutTasks(place, "flow"), [500, 504]),
  ],
};
