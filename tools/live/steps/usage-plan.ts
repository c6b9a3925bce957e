import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged } from "../scene";

/** API keys on a REST API: what an unsigned request without a key gets, and whether a planned stage can be deleted. */
export const usagePlan: Step = {
  id: "usage-plan",
  title: "asks for a key and a signature, and deletes a stage that is in a usage plan",
  minutes: 25,
  check: async ({ world, stack }) => {
    await stack.edit({
      auth: { kind: "iam" },
      apiKeys: "required",
      usagePlans: [{ name: "live", keys: ["live"], throttle: { ratePerSecond: 1, burst: 1 } }],
    });
    const { url, api } = await outputsOf(stack);
    const { status, body } = await world.send({ url: `${url}/web` });
    stack.touched();
    const answer = await world.aws("apigateway", "delete-stage", { restApiId: api.id, stageName: api.stage });
    const seen = answer.ok ? "AWS deleted the stage" : `${answer.code}: ${answer.message}`;
    return [
      judged("order-of-checks", status === 403 && !/key/i.test(body), `${status} ${body}`),
      judged("usage-plan-deleted-api", answer.ok, seen),
    ];
  },
};
