import type { Sample } from "../load";
import { failuresOf, underLoad } from "../load";
import { outputsOf } from "../outputs";
import type { Place, Step } from "../scene";
import { judged, measured } from "../scene";
import { webServices } from "../scenes/http";

/** Longer than an NLB and Cloud Map are said to go on sending. */
const afterSeconds = 150;

/** What clients saw of an update that replaces the task of a service. */
interface Replaced {
  readonly failures: string;
  /** Seconds from the first answer of the new task to the last of the old one; undefined if one of them never answered. */
  readonly overlapSeconds: number | undefined;
  readonly firstSeconds: number | undefined;
  readonly seen: string;
}

/** Reads the samples of an update that replaced the task that had answered `old`. */
function replacedIn(samples: readonly Sample[], old: string): Replaced {
  const served = samples.filter(({ status }) => status === 200);
  const first = served.find(({ body }) => body !== old)?.seconds;
  const last = served.filter(({ body }) => body === old).at(-1)?.seconds;
  const failures = failuresOf(samples);
  const overlap = first === undefined || last === undefined ? undefined : Math.max(0, Math.round(last - first));
  const both = overlap === undefined ? "only one task answered" : `both tasks answered for ${overlap} seconds`;
  return {
    failures,
    overlapSeconds: overlap,
    firstSeconds: first,
    seen: `${samples.length} requests, not served: ${failures || "none"}; ${both}`,
  };
}

async function replace({ world, stack }: Place, name: string): Promise<Replaced> {
  const { url } = await outputsOf(stack);
  const request = { url: `${url}/${name}` };
  const { body: old } = await world.send(request);
  const services = webServices.map((service) =>
    service["name"] === name ? { ...service, environment: { VERSION: "2" } } : service,
  );
  const { samples } = await underLoad(world, { [name]: request }, () => stack.edit({ services }), afterSeconds);
  return replacedIn(samples, old);
}

export const albDrain: Step = {
  id: "alb-drain",
  title: "replaces the task behind an ALB under load",
  minutes: 15,
  check: async (place) => {
    const { failures, firstSeconds, seen } = await replace(place, "web");
    const start =
      firstSeconds === undefined
        ? "no answer of the new task"
        : `first answer after ${Math.round(firstSeconds)} seconds, update and health checks included`;
    return [judged("alb-drain", failures === "", seen), measured("start-minutes", start)];
  },
};

export const nlbDeregistration: Step = {
  id: "nlb-deregistration",
  title: "replaces the task behind an NLB under load",
  minutes: 25,
  check: async (place) => {
    const { failures, overlapSeconds = 0, seen } = await replace(place, "flow");
    return [
      judged("nlb-keeps-sending", failures === "" && overlapSeconds <= 180, seen),
      judged("nlb-connections-from-links", failures === "", seen),
      judged("stop-timeout-serves", failures === "", seen),
    ];
  },
};

export const cloudMap: Step = {
  id: "cloud-map",
  title: "replaces the task behind Cloud Map under load",
  minutes: 15,
  check: async (place) => {
    const { failures, overlapSeconds = 0, seen } = await replace(place, "found");
    return [
      judged("cloud-map-cache", failures === "" && overlapSeconds <= 60, seen),
      judged("cloud-map-unhealthy", failures === "", seen),
    ];
  },
};
