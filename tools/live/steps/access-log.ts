import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged } from "../scene";

/** The access log of an HTTP API's stage, on and off. */
export const accessLog: Step = {
  id: "access-log",
  title: "turns the access log of an HTTP API on and off",
  minutes: 10,
  check: async ({ world, stack }) => {
    await stack.edit({ accessLogs: true });
    await stack.edit({ accessLogs: false });
    const { api } = await outputsOf(stack);
    const answer = await world.aws("apigatewayv2", "get-stage", { ApiId: api.id, StageName: api.stage });
    if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
    const log = answer.value["AccessLogSettings"] as { readonly DestinationArn?: string } | undefined;
    const isOff = (log?.DestinationArn ?? "") === "";
    return [judged("access-log-removed", isOff, isOff ? "the stage has no access log" : "the stage still has one")];
  },
};
