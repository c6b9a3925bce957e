import { resourceRule } from "../resource-rule";
import { labelOf } from "../graph/label";
import { known, readString } from "../graph/value";
import { violation } from "../rule";

export const noFixedNames = resourceRule({
  id: "no-fixed-names",
  displayName: "No fixed names on replaceable resources",
  description:
    "Load balancers and target groups have no fixed physical name, because a replacement exists beside the old resource for a while.",
  severity: "medium",
  remediation: "Remove name; Pulumi generates one from the logical name.",
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
    return [violation(resource, `${labelOf(resource)} has the fixed name ${name}, which prevents its replacement`)];
  },
});
