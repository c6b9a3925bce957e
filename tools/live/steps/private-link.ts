import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged, notSeen } from "../scene";
import { tagName } from "../scenes/services";

interface Endpoint {
  readonly State: string;
  readonly NetworkInterfaceIds?: readonly string[];
}

/** An endpoint to a service that has not accepted it. */
export const privateLink: Step = {
  id: "private-link",
  title: "reads the addresses of an endpoint that waits for acceptance",
  minutes: 2,
  check: async ({ world, stack, given }) => {
    const { url } = await outputsOf(stack);
    const Filters = [{ Name: `tag:${tagName}`, Values: [given.runId] }];
    const answer = await world.aws("ec2", "describe-vpc-endpoints", { Filters });
    const endpoints = answer.ok ? (answer.value["VpcEndpoints"] as readonly Endpoint[]) : [];
    const waiting = endpoints.find(({ State }) => State === "pendingAcceptance");
    if (waiting === undefined) {
      const states = endpoints.map(({ State }) => State).join(", ") || "no endpoint";
      return ["endpoint-addresses-while-pending", "endpoint-refuses-while-pending"].map((id) => notSeen(id, states));
    }
    const interfaces = waiting.NetworkInterfaceIds?.length ?? 0;
    const { status } = await world.send({ url: `${url}/far` });
    return [
      judged("endpoint-addresses-while-pending", interfaces > 0, `${interfaces} interfaces`),
      judged("endpoint-refuses-while-pending", status >= 500, `${status}`),
    ];
  },
};
