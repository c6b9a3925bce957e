import { waitFor } from "../load";
import { outputsOf } from "../outputs";
import type { Finding, Place, Step } from "../scene";
import { judged, notSeen } from "../scene";

const wrongName = "wrong.example.com";
const atMostSeconds = 120;

interface HttpIntegration {
  readonly IntegrationId: string;
  readonly TlsConfig?: unknown;
}

interface RestMethod {
  readonly methodIntegration?: { readonly type: string; readonly uri?: string };
}

interface RestResource {
  readonly id: string;
  readonly resourceMethods?: Readonly<Record<string, RestMethod>>;
}

async function call(
  { world }: Place,
  service: string,
  operation: string,
  parameters: Readonly<Record<string, unknown>>,
) {
  const answer = await world.aws(service, operation, parameters);
  if (!answer.ok) throw new Error(`${operation}: ${answer.code}: ${answer.message}`);
  return answer.value;
}

/** Lets every integration of an HTTP API verify a name that no certificate has. */
async function breakHttp(place: Place, ApiId: string): Promise<void> {
  const { Items } = await call(place, "apigatewayv2", "get-integrations", { ApiId });
  for (const { IntegrationId, TlsConfig } of Items as readonly HttpIntegration[])
    if (TlsConfig !== undefined)
      await call(place, "apigatewayv2", "update-integration", {
        ...{ ApiId, IntegrationId },
        TlsConfig: { ServerNameToVerify: wrongName },
      });
}

/** Puts the name into the URI of every integration of a REST API, and deploys it. */
async function breakRest(place: Place, restApiId: string, stageName: string): Promise<void> {
  const { items } = await call(place, "apigateway", "get-resources", { restApiId, embed: ["methods"], limit: 500 });
  for (const { id, resourceMethods = {} } of items as readonly RestResource[])
    for (const [httpMethod, { methodIntegration }] of Object.entries(resourceMethods)) {
      if (methodIntegration?.uri === undefined) continue;
      const value = methodIntegration.uri.replace(/^https:\/\/[^/:]+/, `https://${wrongName}`);
      await call(place, "apigateway", "update-integration", {
        ...{ restApiId, resourceId: id, httpMethod },
        patchOperations: [{ op: "replace", path: "/uri", value }],
      });
    }
  await call(place, "apigateway", "create-deployment", { restApiId, stageName });
}

async function wrongNameAnswer(place: Place, url: string, assumption: string): Promise<Finding> {
  const found = await waitFor(place.world, { url: `${url}/web` }, ({ status }) => status !== 200, atMostSeconds);
  return found === undefined
    ? judged(assumption, false, `the name is not verified: still 200 after ${atMostSeconds} seconds`)
    : judged(assumption, found.received.status === 500, `${found.received.status}`);
}

/** TLS to a load balancer under both kinds of API: with the right name, then with a wrong one. */
export const tlsHops: Step = {
  id: "tls-hops",
  title: "TLS to an ALB with a right and a wrong name, for both kinds of API",
  minutes: 35,
  check: async (place) => {
    const { world, stack } = place;
    const { api, standby } = await outputsOf(stack);
    if (standby === undefined) throw new Error("the stack has no standby");
    const [http, rest] = [api, standby.api];
    const [viaHttp, viaRest] = [
      await world.send({ url: `${http.url}/web` }),
      await world.send({ url: `${rest.url}/web` }),
    ];
    const works = viaHttp.status === 200 && viaRest.status === 200;
    const common = judged("tls-common-cipher", works, `HTTP API ${viaHttp.status}, REST API ${viaRest.status}`);
    if (!works)
      return [
        common,
        ...["tls-wrong-name-http", "tls-wrong-name-rest"].map((id) =>
          notSeen(id, "the right name does not work either"),
        ),
      ];
    stack.touched();
    await breakHttp(place, http.id);
    await breakRest(place, rest.id, rest.stage);
    const ofRest = await wrongNameAnswer(place, rest.url, "tls-wrong-name-rest");
    return [
      common,
      await wrongNameAnswer(place, http.url, "tls-wrong-name-http"),
      ofRest,
      {
        ...ofRest,
        assumption: "tls-v2-link-verifies",
        outcome: ofRest.seen.startsWith("the name") ? "does not hold" : "holds",
      },
    ];
  },
};
