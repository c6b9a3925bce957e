import { resourceRule } from "../resource-rule";
import { labelOf } from "../graph/label";
import { known, readString } from "../graph/value";
import { violation } from "../rule";

/** A fixed name works until a later change replaces the resource, and one may be wanted, so this is advice. */
export const noFixedNames = resourceRule({
  id: "no-fixed-names",
  displayName: "No fixed names on replaceable resources",
  description:
    "Load balancers and target groups have no fixed physical name, because a later replacement is created before the old resource is deleted, and AWS rejects a second one of the same name.",
  severity: "low",
  enforcement: "advisory",
  remediation:
    "Before a change that replaces the resource, remove name, so that Pulumi generates one from the logical name; removing it replaces the resource once. Or acknowledge the finding.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
  tags: ["safety", "balancer"],
  kinds: ["loadBalancer", "targetGroup"],
  none: "the stack has no load balancer or target group",
  judge: (_, resource) => {
    const name = known(readString(resource, "name"));
    // A generated name is the logical name and seven hexadecimal digits.
    if (
      name === undefined ||
      (name.startsWith(`${resource.name}-`) && /^[0-9a-f]{7}$/.test(name.slice(resource.name.length + 1)))
    )
      return [];
    return [
      violation(resource, `${labelOf(resource)} has the fixed name ${name}, which a replacement of it cannot have too`),
    ];
  },
});
