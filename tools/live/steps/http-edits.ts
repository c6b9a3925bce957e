import { waitFor } from "../load";
import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged } from "../scene";
import { webServices } from "../scenes/http";

/** Requests that are sent at one time. */
const burst = 40;

/** A new path and a limit of an HTTP API. */
export const httpEdits: Step = {
  id: "http-edits",
  title: "gives a service of an HTTP API another path and a limit",
  minutes: 10,
  check: async ({ world, stack }) => {
    const { url } = await outputsOf(stack);
    const services = webServices.map((service) =>
      service["name"] === "web" ? { ...service, path: "/moved", throttle: { ratePerSecond: 1, burst: 1 } } : service,
    );
    await stack.edit({ services });
    const found = await waitFor(world, { url: `${url}/moved` }, ({ status }) => status === 200, 120);
    const after =
      found === undefined ? "not within 120 seconds" : `${Math.round(found.seconds)} seconds after the update`;
    const answers = await Promise.all(Array.from({ length: burst }, () => world.send({ url: `${url}/moved` })));
    const refused = answers.filter(({ status }) => status === 429).length;
    return [
      judged("http-stage-propagation", found !== undefined && found.seconds <= 10, `the new path answered ${after}`),
      judged("http-throttle-answers", refused > 0, `429 for ${refused} of ${burst} requests at one time`),
    ];
  },
};
