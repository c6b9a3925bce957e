import { failuresOf, underLoad, waitFor } from "../load";
import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged } from "../scene";
import { origin } from "../scenes/origin";
import { restServices } from "../scenes/rest";
import type { Received } from "../world";

const allowed = "access-control-allow-origin";
const shown = ({ status, headers }: Received) => `${status}, ${allowed}: ${headers[allowed] ?? "none"}`;

/** Answers of a REST API with CORS, without a change. */
export const restAnswers: Step = {
  id: "rest-answers",
  title: "preflights, errors and paths of a REST API",
  minutes: 1,
  check: async ({ world, stack }) => {
    const { url } = await outputsOf(stack);
    const plain = await world.send({ url: `${url}/web` });
    const headers = { origin, "access-control-request-method": "GET" };
    const preflight = await world.send({ url: `${url}/web`, method: "OPTIONS", headers });
    const unknown = await world.send({ url: `${url}/no-such-path`, headers: { origin } });
    const isReadable = preflight.status < 300 && preflight.headers[allowed] === origin;
    return [
      judged(
        "rest-has-no-stage-prefix",
        plain.status === 200 && !plain.body.includes("/live/"),
        `${plain.status} ${plain.body.trim().slice(0, 80)}`,
      ),
      judged("rest-integration-target-is-a-load-balancer", plain.status === 200, `${plain.status}`),
      judged("rest-preflight-binary", isReadable, shown(preflight)),
      judged("rest-cors-on-errors", unknown.status === 403 && unknown.headers[allowed] === origin, shown(unknown)),
    ];
  },
};

/** A new path in a REST API that serves others. */
export const restDeployment: Step = {
  id: "rest-deployment",
  title: "adds a path to a REST API under load",
  minutes: 20,
  check: async ({ world, stack }) => {
    const { url } = await outputsOf(stack);
    const services = restServices.map((service) =>
      service["name"] === "web" ? { ...service, path: "/moved" } : service,
    );
    const { samples } = await underLoad(world, { flow: { url: `${url}/flow` } }, () => stack.edit({ services }), 30);
    const found = await waitFor(world, { url: `${url}/moved` }, ({ status }) => status === 200, 120);
    const failures = failuresOf(samples);
    const after = found === undefined ? "never" : `${Math.round(found.seconds)} seconds`;
    const seen = `the new path answered ${after} after the update; other requests not served: ${failures || "none"}`;
    return [judged("rest-deployment-propagation", found !== undefined && found.seconds <= 60 && failures === "", seen)];
  },
};

/** Requests that are sent at one time. */
const burst = 40;

/** Limits of one service, and limits above those of the account. */
export const restThrottle: Step = {
  id: "rest-throttle",
  title: "limits one service of a REST API",
  minutes: 15,
  check: async ({ world, stack }) => {
    const { url } = await outputsOf(stack);
    const throttle = { ratePerSecond: 1, burst: 1 };
    const services = restServices.map((service) => (service["name"] === "web" ? { ...service, throttle } : service));
    await stack.edit({ services });
    const refusedOf = async (name: string) => {
      const sent = Array.from({ length: burst }, () => world.send({ url: `${url}/${name}` }));
      return (await Promise.all(sent)).filter(({ status }) => status === 429).length;
    };
    const attempts = Array.from({ length: 12 }, (_, index) => index);
    let [web, seconds] = [0, 0];
    for (const attempt of attempts) {
      web = await refusedOf("web");
      seconds = attempt * 5;
      if (web > 0) break;
      await world.sleep(5);
    }
    const flow = await refusedOf("flow");
    const seen = `429 for ${web} of ${burst} requests to the limited service and ${flow} to the other one, ${seconds} seconds after the update`;
    const high = await stack.tryUpWith({ throttle: { ratePerSecond: 100_000, burst: 50_000 } });
    return [
      judged("method-settings-tilde", web > 0 && flow === 0, seen),
      judged("other-changes-propagate", web > 0, seen),
      judged(
        "limits-above-the-account",
        high.code === 0,
        high.code === 0 ? "the update succeeded" : "the update failed",
      ),
    ];
  },
};
