import { actionPaths } from "../graph/forwarding";
import { isKind, ofKind } from "../graph/graph";
import { known, readElements } from "../graph/value";
import { quotaRule } from "../quota-rule";

export const targetGroupsPerActionQuota = quotaRule({
  id: "target-groups-per-action-quota",
  displayName: "Target groups per action",
  quota: "elb.targetGroupsPerAction",
  scope: "resource",
  remediation: "Spread the traffic over fewer target groups.",
  count: (graph) =>
    [...ofKind(graph, "listener"), ...ofKind(graph, "listenerRule")].flatMap((at) => {
      const property = isKind(at, "listener") ? "defaultActions" : "actions";
      return actionPaths(at, property).flatMap((targets) => {
        const used = known(readElements(at, targets))?.length ?? 0;
        return used === 0 ? [] : [{ at, used, what: `target groups in one action of ${at.name}` }];
      });
    }),
});
