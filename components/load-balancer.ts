import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { FormerNames } from "../core/former-names";
import type { Action, OwnBalancer, Plan, TargetGroupNode } from "../core/plan";
import { forwarders, isGoverned, shiftOf } from "../core/plan-queries";
import { aliasesOf } from "./aliases";
import type { LoadBalancerHandle, ShiftHandle, TargetGroupHandle } from "./load-balancer-handle";
import type { InterfaceEndpoint } from "./interface-endpoint";
import { createRule } from "./listener-rule";
import type { Network } from "./network";
import { getOrThrow } from "./get-or-throw";
import type { SecurityGroups } from "./security-groups";
import { attachAlb, attachEndpoint, createTargetGroup } from "./target-group";

/** Arguments of {@link LoadBalancer}. */
export interface LoadBalancerArgs {
  readonly balancer: OwnBalancer;
  readonly network: Network;
  readonly securityGroups: SecurityGroups;
  /** A VPC link V1 connects to this NLB. */
  readonly behindPrivateLink: boolean;
  /** ALBs that may be targets, by name. */
  readonly albs: ReadonlyMap<string, LoadBalancerHandle>;
  /** Interface endpoints that may be targets, by service. */
  readonly endpoints: ReadonlyMap<string, InterfaceEndpoint>;
  /** ARNs of certificates, by name. */
  readonly certificates: ReadonlyMap<string, pulumi.Input<string>>;
  /** Idle timeout of an ALB; undefined for the default. */
  readonly idleTimeoutSeconds: number | undefined;
  /** Where it logs; undefined if it does not. */
  readonly logs: Plan["loadBalancerLogs"];
  readonly former: FormerNames;
}

/**
 * Access logs. Without them nothing is written: the provider sends `enabled: false` when they are removed.
 * Source: `albAccessLogsNoBlocks` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elbv2/load_balancer_test.go
 */
const accessLogsOf = (logs: Plan["loadBalancerLogs"]): Pick<aws.lb.LoadBalancerArgs, "accessLogs"> =>
  logs === undefined
    ? {}
    : {
        accessLogs: {
          bucket: logs.bucket,
          ...(logs.prefix === undefined ? {} : { prefix: logs.prefix }),
          enabled: true,
        },
      };

/**
 * Security policy of listeners that end TLS: TLS 1.3 and 1.2, with forward secrecy. AWS recommends it, but without it a
 * listener of the API has ELBSecurityPolicy-2016-08, which allows TLS 1.0.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** An internal ALB or NLB with its listeners, listener rules and target groups. */
export class LoadBalancer extends pulumi.ComponentResource implements LoadBalancerHandle {
  readonly arn: pulumi.Output<string>;
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  private readonly groups = new Map<string, aws.lb.TargetGroup>();
  private readonly listeners = new Map<number, aws.lb.Listener>();
  private readonly rules = new Map<string, aws.lb.ListenerRule>();
  /** Registrations of ALBs and endpoints, by target group. */
  private readonly attachments = new Map<string, readonly aws.lb.TargetGroupAttachment[]>();

  constructor(
    name: string,
    private readonly args: LoadBalancerArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("private-integrations:index:LoadBalancer", name, {}, opts);
    const { balancer, network, securityGroups } = args;
    const securityGroup = securityGroups.create({ kind: "balancer", owner: name }, network.vpcId, this);
    const loadBalancer = new aws.lb.LoadBalancer(
      name,
      {
        internal: true,
        loadBalancerType: balancer.type === "alb" ? "application" : "network",
        subnets: network.privateSubnetIds,
        securityGroups: [securityGroup.id],
        ...(balancer.type === "nlb"
          ? { enableCrossZoneLoadBalancing: balancer.crossZone }
          : { dropInvalidHeaderFields: true }),
        ...(args.idleTimeoutSeconds === undefined ? {} : { idleTimeout: args.idleTimeoutSeconds }),
        ...accessLogsOf(args.logs),
        // Requests through PrivateLink come from addresses of API Gateway, which no security group rule can name.
        ...(args.behindPrivateLink ? { enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off" } : {}),
      },
      // A load balancer cannot move to another VPC, which also has another security group; the provider would try an
      // update.
      { parent: this, replaceWith: [securityGroup] },
    );
    this.arn = loadBalancer.arn;
    this.arnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.securityGroupId = securityGroup.id;
    for (const node of balancer.targetGroups) this.createTargetGroup(node, loadBalancer);
    this.createListeners(loadBalancer);
    this.registerOutputs({ arn: this.arn, dnsName: this.dnsName, securityGroupId: this.securityGroupId });
  }

  listener(port: number): { readonly arn: pulumi.Output<string>; readonly resource: aws.lb.Listener } {
    const resource = getOrThrow(this.listeners, port);
    return { arn: resource.arn, resource };
  }

  before(port: number, service: string): readonly pulumi.Resource[] {
    const { balancer, albs } = this.args;
    const behind = balancer.targetGroups.filter((targetGroup) =>
      forwarders({ balancer, targetGroup }).some(({ listener }) => listener.port === port),
    );
    const perGroup = behind.map((targetGroup): readonly pulumi.Resource[] => {
      const { name, target } = targetGroup;
      const attached = this.attachments.get(name) ?? [];
      if (target.kind === "alb")
        return [...attached, ...getOrThrow(albs, target.balancer).before(targetGroup.port, service)];
      return target.service === service ? [...this.targetGroup(targetGroup).carriers, ...attached] : [];
    });
    return [...new Set([getOrThrow(this.listeners, port), ...perGroup.flat()])];
  }

  /** A target group with the listeners and listener rules that forward to it. */
  targetGroup(node: TargetGroupNode): TargetGroupHandle {
    const { balancer } = this.args;
    const forwarding = forwarders({ balancer, targetGroup: node });
    const { arn, arnSuffix } = getOrThrow(this.groups, node.name);
    return {
      arn,
      arnSuffix,
      balancerArnSuffix: this.arnSuffix,
      containerPort: node.target.kind === "service" ? node.target.containerPort : undefined,
      carriers: forwarding.map(({ listener, rule }) =>
        rule === undefined ? getOrThrow(this.listeners, listener.port) : getOrThrow(this.rules, rule),
      ),
      isAlternate: node.alternateOf !== undefined,
      shift: this.shiftOf(node),
    };
  }

  /** What ECS needs to move requests from a target group to its alternate, if it has one. */
  private shiftOf({ name }: TargetGroupNode): ShiftHandle | undefined {
    const shift = shiftOf(this.args.balancer, name);
    if (shift === undefined) return undefined;
    const { alternate, port, production, test } = shift;
    const listenerArn = getOrThrow(this.listeners, port).arn;
    const ruleArn = (rule: string | undefined) => (rule === undefined ? undefined : getOrThrow(this.rules, rule).arn);
    const [productionArn, testArn] = [ruleArn(production), ruleArn(test)];
    return {
      alternateArn: getOrThrow(this.groups, alternate).arn,
      listenerArn,
      production: productionArn ?? listenerArn,
      rules: [productionArn, testArn].flatMap((arn) => arn ?? []),
      test: testArn,
    };
  }

  private createTargetGroup(node: TargetGroupNode, loadBalancer: aws.lb.LoadBalancer): void {
    const { balancer, albs, endpoints, securityGroups } = this.args;
    const { target } = node;
    const alb = target.kind === "alb" ? getOrThrow(albs, target.balancer) : undefined;
    const listener = alb?.listener(node.port).resource;
    const replaceWith = listener === undefined ? [loadBalancer] : [loadBalancer, listener];
    const former = this.args.former("targetGroup", node.name);
    const opts = { parent: this, ...aliasesOf(former) };
    const group = createTargetGroup(node, this.args.network.vpcId, replaceWith, opts);
    this.groups.set(node.name, group);
    if (alb !== undefined) this.attachments.set(node.name, [attachAlb(node, group, alb, opts)]);
    if (target.kind !== "endpoint") return;
    const dependsOn = securityGroups.admitting(
      { kind: "balancer", owner: balancer.name },
      { kind: "endpoint", owner: target.service },
    );
    const endpoint = getOrThrow(endpoints, target.service);
    const names = [node.name, ...former];
    this.attachments.set(node.name, attachEndpoint(names, group, endpoint, { parent: this, dependsOn }));
  }

  private createListeners(loadBalancer: aws.lb.LoadBalancer): void {
    const { balancer, former } = this.args;
    for (const { name, port, protocol, certificate, defaultAction, rules } of balancer.listeners) {
      const endsTls =
        certificate === undefined ? {} : { certificateArn: getOrThrow(this.args.certificates, certificate), sslPolicy };
      const listener = new aws.lb.Listener(
        name,
        { loadBalancerArn: loadBalancer.arn, port, protocol, ...endsTls, defaultActions: [this.action(defaultAction)] },
        {
          parent: this,
          ...aliasesOf(former("listener", name)),
          ...(isGoverned(defaultAction) ? { ignoreChanges: ["defaultActions"] } : {}),
        },
      );
      this.listeners.set(port, listener);
      for (const rule of rules) {
        const opts = { parent: this, ...aliasesOf(former("listenerRule", rule.name)) };
        this.rules.set(rule.name, createRule(rule, listener, this.action(rule.action), opts));
      }
    }
  }

  /**
   * Forwards to a target group, or to it and its alternate. ECS sets those weights from the first deployment on, and reads
   * them before it. When the strategy is left, they differ from all that the state may have, so that the provider sends them.
   */
  private forward({
    targetGroup,
    alternate,
    declared,
  }: Action & { readonly kind: "forward" }): aws.types.input.lb.ListenerDefaultAction {
    const { arn } = getOrThrow(this.groups, targetGroup);
    if (alternate === undefined) return { type: "forward", targetGroupArn: arn };
    const targetGroups = [
      { arn, weight: declared === "leaving" ? 1 : 100 },
      { arn: getOrThrow(this.groups, alternate).arn, weight: 0 },
    ];
    return { type: "forward", forward: { targetGroups } };
  }

  private action(action: Action): aws.types.input.lb.ListenerDefaultAction {
    if (action.kind === "forward") return this.forward(action);
    const statusCode = String(action.statusCode);
    return { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode } };
  }
}
