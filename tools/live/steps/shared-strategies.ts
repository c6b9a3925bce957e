import { failuresOf, underLoad } from "../load";
import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged } from "../scene";
import { flowService, sharedServices, testHeader } from "../scenes/shifting";

const bakedFor = (minutes: number) => `${minutes} minutes`;

/** A service behind an NLB, all requests at once and without a bake time: what is left are the waits of ECS. */
export const strategyNlb: Step = {
  id: "strategy-nlb",
  title: "deploys a service behind an NLB by blue/green under load",
  minutes: 70,
  check: async ({ world, stack }) => {
    const { url } = await outputsOf(stack);
    const services = [flowService({ environment: { VERSION: "2" } })];
    const { samples, ended } = await underLoad(
      world,
      { flow: { url: `${url}/flow` } },
      () => stack.edit({ services }),
      150,
    );
    const minutes = Math.round(ended / 60);
    const failures = failuresOf(samples);
    return [
      judged("strategy-nlb-wait", minutes >= 10, bakedFor(minutes)),
      // Ten at each of two stages; a task starts and stops in less than the rest.
      judged("strategy-nlb-test-wait", minutes >= 20, bakedFor(minutes)),
      judged("strategy-nlb-flows", failures === "", `${samples.length} requests, not served: ${failures || "none"}`),
    ];
  },
};

/** A service behind a shared ALB: its own rule has a path rewrite, and a rule with a header is before it. */
export const strategyShared: Step = {
  id: "strategy-shared",
  title: "deploys a service behind a shared ALB by blue/green, and asks with the test header",
  minutes: 45,
  check: async ({ world, stack }) => {
    const { url } = await outputsOf(stack);
    const plain = { url: `${url}/web` };
    const tested = { ...plain, headers: { [testHeader.name]: testHeader.value } };
    const { body: old } = await world.send(plain);
    const services = sharedServices({ environment: { VERSION: "2" } });
    const { samples } = await underLoad(world, { plain, tested }, () => stack.edit({ services }), 30);
    const failures = failuresOf(samples);
    const firstOf = (name: string) => samples.find(({ target, body }) => target === name && body !== old)?.seconds;
    const [first, second] = [firstOf("tested"), firstOf("plain")];
    return [
      judged("strategy-url-rewrite", failures === "", `${samples.length} requests, not served: ${failures || "none"}`),
      judged(
        "strategy-test-rule",
        first !== undefined && second !== undefined && first <= second,
        `the new task answered test requests at second ${Math.round(first ?? -1)}, others at ${Math.round(second ?? -1)}`,
      ),
    ];
  },
};
