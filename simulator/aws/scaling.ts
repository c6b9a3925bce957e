import type { Existing, Lookup } from "./existing";
import { value } from "./existing";

/**
 * Application Auto Scaling keeps the desired count of a service within the bounds of its scalable target.
 * Source: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 *
 * @param target - a resource that was created or updated; others than scalable targets of ECS change nothing
 * @returns the services whose desired count changes
 */
export function scaledBy(
  account: Lookup,
  target: Existing,
): readonly { readonly before: Existing; readonly after: Existing }[] {
  if (target.type !== "aws:appautoscaling/target:Target" || value(target, "serviceNamespace") !== "ecs") return [];
  const [minimum, maximum] = [Number(value(target, "minCapacity")), Number(value(target, "maxCapacity"))];
  return account
    .of("aws:ecs/service:Service")
    .filter((service) => value(service, "arn").endsWith(`:${value(target, "resourceId")}`))
    .map((before) => {
      const desiredCount = Math.min(maximum, Math.max(minimum, Number(value(before, "desiredCount") || 0)));
      return { before, after: { ...before, inputs: { ...before.inputs, desiredCount } } };
    })
    .filter(({ before, after }) => value(before, "desiredCount") !== value(after, "desiredCount"));
}
