import { failuresOf, underLoad, waitFor } from "../load";
import { outputsOf } from "../outputs";
import type { Finding, Place, Step } from "../scene";
import { judged } from "../scene";
import type { Received } from "../world";

const closed = ({ status }: Received) => status !== 200;
const atMostSeconds = 300;

/** The answer of a default endpoint once it is closed. */
async function closing(place: Place, url: string, assumption: string, expected: number): Promise<Finding> {
  const found = await waitFor(place.world, { url: `${url}/web` }, closed, atMostSeconds);
  return found === undefined
    ? judged(assumption, false, `it still answered 200 after ${atMostSeconds} seconds`)
    : judged(
        assumption,
        found.received.status === expected,
        `${found.received.status} after ${Math.round(found.seconds)} seconds`,
      );
}

/** `standby` leaves, so the default endpoint of the API that serves is closed: first of HTTP, then of REST. */
export const defaultEndpoint: Step = {
  id: "default-endpoint",
  title: "ends standby on both sides, which closes the default endpoints",
  minutes: 60,
  check: async (place) => {
    const { stack, world } = place;
    const begin = world.now();
    const http = (await outputsOf(stack)).api.url;
    await stack.edit({ standby: undefined });
    const ofHttp = await closing(place, http, "closed-endpoint-http", 404);
    const taken = Math.round((world.now() - begin) / 60_000);
    await stack.edit({ option: 5, standby: 1 });
    const { url, api } = await outputsOf(stack);
    const change = () => stack.edit({ option: 5, standby: undefined });
    const { samples } = await underLoad(world, { web: { url: `${url}/web` } }, change, 30);
    const failures = failuresOf(samples);
    return [
      ofHttp,
      await closing(place, api.url, "closed-endpoint-rest", 403),
      judged(
        "switch-redeployed-rest",
        failures === "",
        `${samples.length} requests, not served: ${failures || "none"}`,
      ),
      judged("switch-minutes", taken <= 15, `${taken} minutes to take the standby away`),
    ];
  },
};

/** An edit of the domain name itself. */
export const domainEdit: Step = {
  id: "domain-edit",
  title: "gives the domain IPv6 addresses under load",
  minutes: 35,
  check: async ({ world, stack, given }) => {
    const { url } = await outputsOf(stack);
    const change = () => stack.edit({ domain: { name: given.domain, ipv6: true } });
    const { samples } = await underLoad(world, { web: { url: `${url}/web` } }, change, 60);
    const failures = failuresOf(samples);
    return [
      judged(
        "domain-change-keeps-serving",
        failures === "",
        `${samples.length} requests, not served: ${failures || "none"}`,
      ),
    ];
  },
};
