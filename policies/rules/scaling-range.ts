import { readNumber } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** It has no hop: the service runs at its desired count without the scalable target. */
export const scalingRange = resourceRule({
  id: "scaling-range",
  displayName: "Scaling ranges are not empty",
  description: "The minimum capacity of a scalable target is at most its maximum capacity.",
  remediation: "Set minCapacity to at most maxCapacity.",
  url: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
  tags: ["wiring", "ecs"],
  kinds: ["scalableTarget"],
  none: "the stack has no scalable target",
  judge: (_, target) => {
    const [least, most] = [readNumber(target, "minCapacity"), readNumber(target, "maxCapacity")];
    if (least.kind === "unknown" || most.kind === "unknown")
      return [undetermined(target, `minCapacity and maxCapacity of ${target.name}`)];
    if (least.kind === "absent" || most.kind === "absent" || least.value <= most.value) return [];
    return [violation(target, `${target.name} has minCapacity ${least.value}, above its maxCapacity ${most.value}`)];
  },
});
