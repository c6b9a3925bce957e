import type { Sample } from "../load";
import { failuresOf, underLoad } from "../load";
import { outputsOf } from "../outputs";
import type { Finding, Place, Step } from "../scene";
import { judged, notSeen } from "../scene";
import type { Received, Values } from "../world";

/** Which kind of API answered: each has its own header with the id of the request. */
const kindOf = ({ headers }: Received): "http" | "rest" | undefined =>
  headers["apigw-requestid"] !== undefined ? "http" : headers["x-amz-apigw-id"] !== undefined ? "rest" : undefined;

const rounded = (seconds: number) => Math.round(seconds * 10) / 10;

/** What a client saw of a move, in words. */
function seen(samples: readonly Sample[], ended: number, to: "http" | "rest"): string {
  const first = samples.find((sample) => kindOf(sample) === to);
  const last = samples.filter((sample) => kindOf(sample) !== to).at(-1);
  const order =
    first === undefined || last === undefined
      ? "no answer tells which API sent it"
      : `first answer of the new API at second ${rounded(first.seconds)}, last of the old one at ${rounded(last.seconds)}, update ended at ${rounded(ended)}`;
  return `${samples.length} requests, not served: ${failuresOf(samples) || "none"}; ${order}`;
}

/** Seconds in which both APIs answered; undefined if one of them never did. */
function movedSeconds(samples: readonly Sample[], to: "http" | "rest"): number | undefined {
  const first = samples.find((sample) => kindOf(sample) === to)?.seconds;
  const last = samples.filter((sample) => kindOf(sample) !== undefined && kindOf(sample) !== to).at(-1)?.seconds;
  return first === undefined || last === undefined ? undefined : Math.max(0, last - first);
}

/** Id of the API by id of the mapping. */
export async function mappingsOf({ world, given }: Place): Promise<Readonly<Record<string, string>>> {
  const answer = await world.aws("apigatewayv2", "get-api-mappings", { DomainName: given.domain });
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
  const items = answer.value["Items"] as readonly { readonly ApiMappingId: string; readonly ApiId: string }[];
  return Object.fromEntries(items.map(({ ApiMappingId, ApiId }) => [ApiMappingId, ApiId]));
}

/** Whether the same mappings lead to other APIs. */
const movedInPlace = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) =>
  Object.keys(before).join() === Object.keys(after).join() &&
  Object.entries(before).every(([id, api]) => after[id] !== api);

/** Moves the mapping under load. @param moves - id of the assumption that it moves in place */
async function move(place: Place, keys: Values, to: "http" | "rest", ids: { moves: string; loss: string }) {
  const { world, stack } = place;
  const { url, standby } = await outputsOf(stack);
  const before = await mappingsOf(place);
  // The API that serves afterwards stands by now; its default endpoint is open, and stays so.
  const targets = {
    web: { url: `${url}/web` },
    ...(standby === undefined ? {} : { endpoint: { url: `${standby.api.url}/web` } }),
  };
  const all = await underLoad(world, targets, () => stack.edit(keys), 120);
  const samples = all.samples.filter(({ target }) => target === "web");
  const endpoint = all.samples.filter(({ target }) => target === "endpoint");
  const { ended } = all;
  const after = await mappingsOf(place);
  const arrived = samples.at(-1)?.status === 200;
  const findings: Finding[] = [
    judged(
      ids.moves,
      movedInPlace(before, after),
      `mappings before ${Object.keys(before).length}, after ${Object.keys(after).length}`,
    ),
    judged(ids.loss, arrived && failuresOf(samples) === "", seen(samples, ended, to)),
  ];
  return { findings, samples, endpoint };
}

/** From an HTTP API to a REST API, the step S2 of a switch. */
export const mappingToRest: Step = {
  id: "mapping-to-rest",
  title: "moves the domain from an HTTP API to a REST API under load, and back",
  minutes: 12,
  check: async (place) => {
    const ids = { moves: "mapping-moves-http-to-rest", loss: "mapping-propagation" };
    const { findings, samples, endpoint } = await move(place, { option: 5, standby: 1 }, "rest", ids);
    const unavailable = samples.filter(({ status }) => status === 503 || status === 502);
    const moved = movedSeconds(samples, "rest");
    return [
      ...findings,
      moved === undefined
        ? notSeen("switch-propagation-seconds", "no answer tells which API sent it")
        : judged(
            "switch-propagation-seconds",
            moved <= 60,
            `${rounded(moved)} seconds between the first answer of the new API and the last of the old one`,
          ),
      endpoint.length === 0
        ? notSeen("switch-standby-url", "the stack has no standby")
        : judged(
            "switch-standby-url",
            failuresOf(endpoint) === "",
            `${endpoint.length} requests, not served: ${failuresOf(endpoint) || "none"}`,
          ),
      judged("standby-alb-is-small", unavailable.length === 0, `${unavailable.length} answers 502 or 503`),
      notSeen("rest-mapping-and-http-mapping", "the domain had one mapping; the key mutualTls adds a second one"),
    ];
  },
};

/** From a REST API to an HTTP API, the way back. */
export const mappingToHttp: Step = {
  id: "mapping-to-http",
  title: "moves the domain from a REST API back to an HTTP API under load",
  minutes: 15,
  check: async (place) => {
    await place.stack.edit({ option: 5, standby: 1 });
    const ids = { moves: "mapping-moves-rest-to-http", loss: "mapping-propagation-back" };
    return (await move(place, {}, "http", ids)).findings;
  },
};
