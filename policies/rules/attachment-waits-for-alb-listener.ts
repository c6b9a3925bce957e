import { resourceRule } from "../resource-rule";
import { listenersOf } from "../graph/load-balancers";
import { attachedBalancer } from "../graph/forwarding";
import { known, readNumber } from "../graph/value";
import { waitsFor } from "../graph/dependencies";
import { violation } from "../rule";

export const attachmentWaitsForAlbListener = resourceRule({
  id: "attachment-waits-for-alb-listener",
  displayName: "Attachments wait for the ALB listener",
  description:
    "An ALB is registered as a target after its listener is created, because AWS requires a listener on that port.",
  remediation: "Make the attachment depend on the ALB's listener.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html",
  tags: ["wiring", "balancer"],
  kinds: ["targetGroupAttachment"],
  about: (graph, attachment) => attachedBalancer(graph, attachment).kind === "resource",
  none: "no ALB in the stack is a target",
  judge: (graph, attachment) => {
    const alb = attachedBalancer(graph, attachment);
    if (alb.kind !== "resource") return [];
    const port = known(readNumber(attachment, "port"));
    const listeners = listenersOf(graph, alb.resource).filter(
      (listener) => port === undefined || known(readNumber(listener, "port")) === port,
    );
    const awaited = waitsFor(graph, attachment);
    if (listeners.length === 0 || listeners.some(({ urn }) => awaited.has(urn))) return [];
    return [
      violation(
        attachment,
        `target group attachment ${attachment.name} does not depend on listener ${listeners.map(({ name }) => name).join(" or ")}`,
      ),
    ];
  },
});
