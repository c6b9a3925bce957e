import { unreadOf } from "../graph/unread";
import { notApplicable, undetermined } from "../rule";
import type { Rule } from "../rule";

/** Reports nothing but undetermined findings: what the pack cannot read may be right. */
export const unreadResources: Rule = {
  id: "unread-resources",
  displayName: "Parts of the stack that are not read",
  description:
    "Everything that looks like a part of a request path is of a type that this pack reads, and its values are known.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Use resources of the aws package, or check these parts of the stack by other means.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/",
  tags: ["safety", "path"],
  check: (graph) => {
    const unread = unreadOf(graph);
    if (unread.length === 0)
      return notApplicable("the stack has nothing that looks like a part of a request path unread");
    return unread.map(({ at, needs }) => undetermined(at, needs));
  },
};
