import { secondsOf } from "../durations";
import type { Step } from "../scene";
import { judged, notSeen } from "../scene";

const atMostSeconds = 300;

/** The first update of a scene with a VPC link V2. */
export const linkV2: Step = {
  id: "link-v2",
  title: "reads how long the VPC link V2 took",
  minutes: 1,
  check: ({ deployed }) => {
    const [seconds] = secondsOf(deployed, "aws:apigatewayv2:VpcLink", "created");
    const gateways = secondsOf(deployed, "aws:ec2:NatGateway", "created");
    return Promise.resolve([
      seconds === undefined
        ? notSeen("link-v2-creation", "the update printed no duration")
        : judged("link-v2-creation", seconds <= atMostSeconds, `${seconds} seconds`),
      gateways.length === 0
        ? notSeen("nat-after-gateway", "the update created no NAT gateway")
        : judged("nat-after-gateway", true, `the first update created ${gateways.length}`),
    ]);
  },
};
