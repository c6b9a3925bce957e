import { resourceRule } from "../resource-rule";
import { known, readString } from "../graph/value";
import { violation } from "../rule";

export const noFixedNames = resourceRule({
  id: "no-fixed-names",
  displayName: "No fixed names on what must be replaceable",
  description:
    "Load balancers and target groups have no fixed physical name, since a replacement stands beside the old one for a while.",
  severity: "medium",
  remediation: "Leave name out: Pulumi makes one from the logical name.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
  tags: ["safety", "balancer"],
  kinds: ["loadBalancer", "targetGroup"],
  none: "the stack has no load balancer or target group",
  judge: (_, resource) => {
    const name = known(readString(resource, "name"));
    // What the provider makes up is the logical name and seven digits.
    if (
      name === undefined ||
      (name.startsWith(`${resource.name}-`) && /^[0-9a-f]{7}$/.test(name.slice(resource.name.length + 1)))
    )
      return [];
    return [
      violation(
        resource,
        `${resource.name} has the fixed name ${name}, so it can never be replaced`,
        "Leave name out.",
      ),
    ];
  },
});
