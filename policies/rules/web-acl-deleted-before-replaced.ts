import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/**
 * A stage has one web ACL. A new association displaces the old one, and the deletion of the old one then removes the new.
 * Source: https://github.com/pulumi/pulumi-aws/issues/4782
 */
export const webAclDeletedBeforeReplaced = resourceRule({
  id: "web-acl-deleted-before-replaced",
  displayName: "Web ACL associations are replaced in the right order",
  description:
    "A web ACL association is deleted before its replacement is created; otherwise the deletion removes the new association too.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Set the option deleteBeforeReplace; the resource is without web ACL for a moment when the ACL changes.",
  url: "https://docs.aws.amazon.com/waf/latest/APIReference/API_DisassociateWebACL.html",
  tags: ["safety", "rest-api"],
  kinds: ["webAclAssociation"],
  none: "the stack has no web ACL association",
  judge: (_, association) =>
    association.deleteBeforeReplace
      ? []
      : [
          violation(
            association,
            `another web ACL for ${association.name} leaves its resource without one, because the old association is deleted last`,
          ),
        ],
});
