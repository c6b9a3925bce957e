import type { Sample } from "../load";
import { failuresOf, underLoad } from "../load";
import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged } from "../scene";
import { service } from "../scenes/services";
import { missingImage, webServices } from "../scenes/http";
import type { Ran } from "../world";

const reason = /Service deployment rolled back because the circuit breaker threshold was exceeded\./;

const ended = ({ code }: Ran) => (code === 0 ? "the update succeeded" : "the update failed");
const served = (samples: readonly Sample[]) =>
  `${samples.length} requests, not served: ${failuresOf(samples) || "none"}`;
/** An image that does not exist: the update fails, a plain one succeeds silently, one with `--refresh` tries again. */
export const failedUpdate: Step = {
  id: "failed-update",
  title: "an image that does not exist, three updates, and back",
  minutes: 40,
  check: async ({ world, stack }) => {
    const { url } = await outputsOf(stack);
    const web = { url: `${url}/web` };
    const { body: before } = await world.send(web);
    const [, ...others] = webServices;
    stack.set({ services: [service("web", { image: missingImage }), ...others] });
    const first = await underLoad(world, { web }, () => stack.tryUp(), 5);
    const plain = await stack.tryUp();
    const { body: after } = await world.send(web);
    const refreshed = await stack.tryUp("--refresh");
    const said = reason.exec(first.value.output)?.[0];
    return [
      judged("rollback-message", said !== undefined, said ?? `${ended(first.value)} without these words`),
      judged("rollback-serves", failuresOf(first.samples) === "", served(first.samples)),
      judged(
        "plain-up-is-silent",
        plain.code === 0 && after === before,
        `${ended(plain)}, and ${after === before ? "the old task serves" : "another task serves"}`,
      ),
      judged("refresh-tries-again", refreshed.code !== 0, ended(refreshed)),
    ];
  },
};
