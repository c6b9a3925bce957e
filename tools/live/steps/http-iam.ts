import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged, notSeen } from "../scene";
import { openPath } from "../scenes/guarded";
import { origin } from "../scenes/origin";

/** An HTTP API whose routes need a signature, with one public path. No request is signed. */
export const httpIam: Step = {
  id: "http-iam",
  title: "asks an HTTP API with IAM authorization without a signature",
  minutes: 1,
  check: async ({ world, stack }) => {
    const { url, standby } = await outputsOf(stack);
    const unsigned = await world.send({ url: `${url}/web` });
    const open = await world.send({ url: `${url}${openPath}` });
    const headers = { origin, "access-control-request-method": "GET" };
    const preflight = await world.send({ url: `${url}/web`, method: "OPTIONS", headers });
    const rest = standby === undefined ? undefined : await world.send({ url: `${standby.api.url}/web` });
    return [
      rest === undefined
        ? notSeen("rest-unsigned-403", "the stack has no REST API")
        : judged(
            "rest-unsigned-403",
            rest.status === 403 && rest.body.includes("Missing Authentication Token"),
            `${rest.status} ${rest.body.trim().slice(0, 80)}`,
          ),
      judged("http-unsigned-403", unsigned.status === 403, `${unsigned.status}`),
      // The server has no such file; what counts is that API Gateway lets the request through.
      judged("http-more-specific-path", open.status !== 401 && open.status !== 403, `${open.status}`),
      judged("preflight-with-open-route", preflight.status < 300, `${preflight.status} with a route for OPTIONS`),
    ];
  },
};
