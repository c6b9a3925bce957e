import * as pulumi from "@pulumi/pulumi";
import type { BackendNode } from "../core/plan";
import type { LoadBalancerHandle, TargetGroupHandle } from "./load-balancer-handle";
import { getOrThrow } from "./get-or-throw";

/** What the stack made, by the names of the plan. */
export interface Created {
  readonly linksV1: ReadonlyMap<string, pulumi.Output<string>>;
  readonly linksV2: ReadonlyMap<string, pulumi.Output<string>>;
  readonly balancers: ReadonlyMap<string, LoadBalancerHandle>;
  readonly targetGroups: ReadonlyMap<string, TargetGroupHandle>;
  readonly discoveryArns: ReadonlyMap<string, pulumi.Output<string>>;
}

/** Answers for each backend which link, ARN and URI its integration needs: HTTP and REST APIs want different ones. */
export class ApiTargets {
  constructor(
    private readonly version: 1 | 2,
    private readonly made: Created,
  ) {}

  linkId({ link }: BackendNode): pulumi.Output<string> {
    return getOrThrow(this.version === 1 ? this.made.linksV1 : this.made.linksV2, link);
  }

  /** Listener ARN, or for Cloud Map the discovery service's ARN: what an HTTP API takes as `integrationUri`. */
  integrationUri({ endpoint }: BackendNode): pulumi.Input<string> {
    if (endpoint.kind === "cloudMap") return getOrThrow(this.made.discoveryArns, endpoint.service);
    return getOrThrow(this.made.balancers, endpoint.balancer).listener(endpoint.port).arn;
  }

  /** URI of a REST integration: its port chooses the listener, its path is what the service sees. */
  uri({ endpoint }: BackendNode, backendPath: string): pulumi.Output<string> {
    if (endpoint.kind === "cloudMap") throw new Error("REST APIs do not reach Cloud Map");
    return pulumi.interpolate`http://${getOrThrow(this.made.balancers, endpoint.balancer).dnsName}:${endpoint.port}${backendPath}`;
  }

  /**
   * Balancer ARN, which a REST integration needs with a VPC link V2 and must not have with V1.
   * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
   */
  integrationTarget({ endpoint }: BackendNode): pulumi.Input<string> | undefined {
    if (this.version === 1 || endpoint.kind === "cloudMap") return undefined;
    return getOrThrow(this.made.balancers, endpoint.balancer).arn;
  }
}
