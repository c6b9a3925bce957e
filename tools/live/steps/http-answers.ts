import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged, measured } from "../scene";
import { origin } from "../scenes/origin";
import type { Received } from "../world";

const allowed = "access-control-allow-origin";
const shown = ({ status, headers }: Received) => `${status}, ${allowed}: ${headers[allowed] ?? "none"}`;

/** Answers of an HTTP API with CORS, without a change. */
export const httpAnswers: Step = {
  id: "http-answers",
  title: "preflights and errors of an HTTP API",
  minutes: 1,
  check: async ({ world, stack }) => {
    const { url } = await outputsOf(stack);
    const preflight = (from: string) =>
      world.send({
        url: `${url}/web`,
        method: "OPTIONS",
        headers: { origin: from, "access-control-request-method": "GET" },
      });
    const own = await preflight(origin);
    const other = await preflight("https://other.example");
    const unknown = await world.send({ url: `${url}/no-such-path`, headers: { origin } });
    const own404 = /^\{"message":"Not Found"\}$/;
    const encoded = await world.send({ url: `${url}/web/a%20b` });
    return [
      judged(
        "switch-own-answers",
        own404.test(unknown.body.trim()),
        `${unknown.status} ${unknown.body.trim().slice(0, 80)}`,
      ),
      measured("http-path-decoded", `sent /web/a%20b, the service answered: ${encoded.body.trim().slice(0, 120)}`),
      measured("http-host-header", `the service answered: ${encoded.body.trim().slice(0, 120)}`),
      judged("http-preflight-by-api", own.status === 204 && own.headers[allowed] === origin, shown(own)),
      judged("http-preflight-other-origin", other.status === 204 && other.headers[allowed] === undefined, shown(other)),
      judged("http-cors-on-errors", unknown.status === 404 && unknown.headers[allowed] === origin, shown(unknown)),
    ];
  },
};
