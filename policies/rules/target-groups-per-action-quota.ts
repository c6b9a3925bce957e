import { forwardedPerAction } from "../graph/forwarding";
import { isKind, ofKind } from "../graph/graph";
import { quotaRule } from "../quota-rule";

export const targetGroupsPerActionQuota = quotaRule({
  id: "target-groups-per-action-quota",
  displayName: "Target groups per action",
  quota: "elb.targetGroupsPerAction",
  remediation: "Distribute the traffic among fewer target groups.",
  count: (graph) =>
    [...ofKind(graph, "listener"), ...ofKind(graph, "listenerRule")].flatMap((at) =>
      forwardedPerAction(at, isKind(at, "listener") ? "defaultActions" : "actions").map((used) => ({
        at,
        used,
        what: `target groups in one action of ${at.name}`,
      })),
    ),
});
