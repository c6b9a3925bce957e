import { secondsOf } from "../durations";
import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged, notSeen } from "../scene";

const atMostSeconds = 300;
const link = "aws:apigateway:VpcLink";

/** The VPC link V1 of the scene: made by the first update, deleted by one that leaves option 3. */
export const linkV1: Step = {
  id: "link-v1",
  title: "leaves option 3, which deletes its VPC link V1, and comes back",
  minutes: 50,
  check: async ({ world, stack, deployed }) => {
    const begin = world.now();
    const { output } = await stack.edit({ option: 5 });
    const minutes = Math.round((world.now() - begin) / 60_000);
    const finding = (assumption: string, seconds: number | undefined) =>
      seconds === undefined
        ? notSeen(assumption, "the update printed no duration")
        : judged(assumption, seconds <= atMostSeconds, `${seconds} seconds`);
    return [
      finding("link-v1-creation", secondsOf(deployed, link, "created")[0]),
      finding("link-v1-deletion", secondsOf(output, link, "deleted")[0]),
      judged("wait-minutes", minutes <= 30, `the switch took ${minutes} minutes`),
    ];
  },
};

/** An ALB behind an NLB, under option 4. */
export const albBehindNlb: Step = {
  id: "alb-behind-nlb",
  title: "moves to option 4 and asks the ALB behind the NLB",
  minutes: 50,
  check: async ({ world, stack }) => {
    await stack.edit({ option: 4 });
    const { url, loadBalancers } = await outputsOf(stack);
    const { status } = await world.send({ url: `${url}/web` });
    const alb = Object.values(loadBalancers).find(({ type }) => type === "alb");
    return [
      judged(
        "alb-security-group-of-nlb",
        status === 200,
        `${status} through ${alb === undefined ? "no ALB" : "the ALB"}`,
      ),
      notSeen("unhealthy-alb-behind-nlb", "the ALB was healthy"),
      notSeen("nlb-unhealthy-flows", "the ALB was healthy"),
    ];
  },
};
