import type { ProbedRoute } from "../../core/probe-paths";
import type { Answer, RouteProbe } from "../../report/probe";
import { probeOf } from "../../report/probe";
import type { Io } from "../command";

/** What is sent, and where to. */
export interface Probing {
  readonly routes: readonly ProbedRoute[];
  readonly url: string;
  readonly standbyUrl: string;
  /** Requests to each route at each URL. */
  readonly count: number;
  readonly concurrency: number;
  /** Other bodies are accepted. */
  readonly bodies: boolean;
}

/** Pauses before a request is sent again that API Gateway throttled. */
const pausesMilliseconds = [500, 1000, 2000];

const isThrottled = (answer: Answer) => answer.kind === "answer" && answer.status === 429 && answer.own !== undefined;

async function patiently(send: () => Promise<Answer>): Promise<Answer> {
  let answer = await send();
  for (const pause of pausesMilliseconds) {
    if (!isThrottled(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, pause));
    answer = await send();
  }
  return answer;
}

/** The URL of a path below that of an API, which may have a stage or a base path. */
const below = (url: string, path: string) => `${url.replace(/\/+$/, "")}${path}`;

/**
 * Sends all requests, so many at a time, and each to both URLs one after the other, so that both see the same moment.
 *
 * @param send - sends one request to a URL
 */
export async function probeAll(what: Probing, send: (url: string) => Promise<Answer>, io: Io): Promise<RouteProbe[]> {
  const { routes, url, standbyUrl, count, concurrency, bodies } = what;
  const answers = routes.map(() => ({ serving: [] as Answer[], standby: [] as Answer[] }));
  const total = routes.length * count;
  let taken = 0;
  let done = 0;
  const work = async () => {
    while (taken < total) {
      // Neighbours are different routes, so that no service gets all requests at once.
      const index = taken++ % routes.length;
      const [route, got] = [routes[index], answers[index]];
      if (route === undefined || got === undefined) return;
      got.serving.push(await patiently(() => send(below(url, route.path))));
      got.standby.push(await patiently(() => send(below(standbyUrl, route.path))));
      done++;
      io.progress?.(`${2 * done} of ${2 * total} requests`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, total) }, work));
  return routes.map((route, index) =>
    probeOf(route, answers[index]?.serving ?? [], answers[index]?.standby ?? [], bodies),
  );
}
