import * as pulumi from "@pulumi/pulumi";
import type { BackendNode } from "../core/plan-api";
import type { LoadBalancerHandle, TargetGroupHandle } from "./load-balancer-handle";
import { getOrThrow } from "./get-or-throw";

/** Created resources that API integrations and services need, by name in the plan. */
export interface Created {
  readonly linksV1: ReadonlyMap<string, pulumi.Output<string>>;
  readonly linksV2: ReadonlyMap<string, pulumi.Output<string>>;
  readonly balancers: ReadonlyMap<string, LoadBalancerHandle>;
  readonly targetGroups: ReadonlyMap<string, TargetGroupHandle>;
  readonly discoveryArns: ReadonlyMap<string, pulumi.Output<string>>;
}

/** Created resources that integrations go to and wait for. */
export interface ApiTargetResources extends Created {
  /** What the integrations of each service wait for. */
  readonly awaited: ReadonlyMap<string, readonly pulumi.Resource[]>;
}

/** Link, ARN and URI for the integration of each backend: HTTP and REST APIs need different ones. */
export class ApiTargets {
  constructor(
    private readonly version: 1 | 2,
    private readonly created: ApiTargetResources,
  ) {}

  /**
   * What the integration of a backend waits for, so that an API moves to another load balancer only when tasks are
   * healthy there and security groups admit its requests.
   */
  waitsFor({ service }: BackendNode): pulumi.Resource[] {
    return [...(this.created.awaited.get(service) ?? [])];
  }

  linkId({ link }: BackendNode): pulumi.Output<string> {
    return getOrThrow(this.version === 1 ? this.created.linksV1 : this.created.linksV2, link);
  }

  /** The `integrationUri` of an HTTP API: the ARN of the listener or of the Cloud Map service. */
  integrationUri({ endpoint }: BackendNode): pulumi.Input<string> {
    if (endpoint.kind === "cloudMap") return getOrThrow(this.created.discoveryArns, endpoint.service);
    return getOrThrow(this.created.balancers, endpoint.balancer).listener(endpoint.port).arn;
  }

  /**
   * URI of a REST integration: its port selects the listener, its path is the path that the service receives. With TLS,
   * its host is the name that API Gateway verifies; no host is looked up, since the link or the target has the ARN.
   * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
   */
  uri({ endpoint }: BackendNode, backendPath: string): pulumi.Input<string> {
    if (endpoint.kind === "cloudMap") throw new Error("REST APIs do not support Cloud Map");
    const { serverName, port } = endpoint;
    if (serverName !== undefined) return `https://${serverName}:${port}${backendPath}`;
    return pulumi.interpolate`http://${getOrThrow(this.created.balancers, endpoint.balancer).dnsName}:${port}${backendPath}`;
  }

  /**
   * ARN of the load balancer, which a REST integration requires with a VPC link V2 and must not have with V1.
   * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
   */
  integrationTarget({ endpoint }: BackendNode): pulumi.Input<string> | undefined {
    if (this.version === 1 || endpoint.kind === "cloudMap") return undefined;
    return getOrThrow(this.created.balancers, endpoint.balancer).arn;
  }
}
