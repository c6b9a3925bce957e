import type { AccountSnapshot } from "../aws/account";
import type { Existing } from "../aws/existing";
import type { ServiceState } from "../aws/live-state";

/**
 * Types whose changes take effect after their call, at a time that AWS does not state: what a stage of API Gateway serves,
 * domain names with their mappings and records, and the targets that are registered with an NLB by a call (those of ECS
 * services have micro-steps), and who may call an API how often. An update of a mapping is atomic: requests see the old API or the new one.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html (automatic deployments),
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-regional-api-custom-domain-create.html,
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
 */
const propagating: readonly string[] = [
  "aws:apigateway/stage:Stage",
  "aws:apigatewayv2/stage:Stage",
  "aws:apigatewayv2/route:Route",
  "aws:apigatewayv2/integration:Integration",
  "aws:apigatewayv2/authorizer:Authorizer",
  "aws:apigatewayv2/api:Api",
  "aws:apigateway/methodSettings:MethodSettings",
  "aws:apigateway/usagePlan:UsagePlan",
  "aws:apigateway/usagePlanKey:UsagePlanKey",
  "aws:apigateway/apiKey:ApiKey",
  "aws:apigatewayv2/domainName:DomainName",
  "aws:apigateway/domainName:DomainName",
  "aws-native:apigatewayv2:ApiMapping",
  "aws:apigatewayv2/apiMapping:ApiMapping",
  "aws:apigateway/basePathMapping:BasePathMapping",
  "aws:route53/record:Record",
  "aws:lb/targetGroupAttachment:TargetGroupAttachment",
];

/** A change that requests do not see yet. */
interface PendingChange {
  /** The resource as requests see it; undefined if they do not see it, because the change created it. */
  readonly shown: Existing | undefined;
  left: number;
}

/** The changes of one update that are still propagating, and what the update has deleted. */
export class Propagation {
  /** By the resource after the change. */
  private readonly pending = new Map<Existing, PendingChange>();
  private readonly deleted: Existing[] = [];
  /** ECS services that the update deletes, as they were before their tasks stopped, by ARN. */
  private readonly stopped = new Map<string, ServiceState>();

  /** @param steps - how many calls and micro-steps after its own call a change takes effect; 0 is at once */
  constructor(private readonly steps: number) {}

  /** @param before - undefined if the call created the resource */
  changed(before: Existing | undefined, after: Existing): void {
    if (this.steps > 0 && propagating.includes(after.type))
      this.pending.set(after, { shown: before, left: this.steps });
  }

  removed(resource: Existing): void {
    this.deleted.push(resource);
  }

  /** Before the call that deletes an ECS service. */
  stopping(arn: string, state: ServiceState): void {
    this.stopped.set(arn, state);
  }

  /** Before each call and micro-step. */
  advance(): void {
    for (const [resource, change] of this.pending) {
      change.left -= 1;
      if (change.left === 0) this.pending.delete(resource);
    }
  }

  get isPending(): boolean {
    return this.pending.size > 0;
  }

  /** The account as requests see it. */
  seen(account: AccountSnapshot): AccountSnapshot {
    const store = account.store.flatMap(([key, resource]) => {
      const change = this.pending.get(resource);
      if (change === undefined) return [[key, resource] as const];
      return change.shown === undefined ? [] : [[key, change.shown] as const];
    });
    return { ...account, store };
  }

  /** The account as requests would see it if the update had deleted nothing. */
  seenWithDeleted(account: AccountSnapshot): AccountSnapshot {
    const seen = this.seen(account);
    const deleted = this.deleted.map((resource, index) => [`deleted ${index}`, resource] as const);
    const live = (account.live ?? []).filter(([arn]) => !this.stopped.has(arn));
    return { ...seen, store: [...seen.store, ...deleted], live: [...live, ...this.stopped] };
  }
}
