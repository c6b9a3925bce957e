import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { FormerNames } from "../core/former-names";
import type { NamespaceNode } from "../core/plan";
import { aliasesOf } from "./aliases";
import type { Network } from "./network";

/** Private DNS namespace of a VPC with a Cloud Map service for each service that registers in it. */
export class CloudMap extends pulumi.ComponentResource {
  /** ARN of each Cloud Map service, by service. */
  readonly discoveryArns: ReadonlyMap<string, pulumi.Output<string>>;

  constructor(
    name: string,
    private readonly args: {
      readonly namespace: NamespaceNode;
      readonly network: Network;
      readonly former: FormerNames;
    },
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("private-integrations:index:CloudMap", name, {}, opts);
    // The DNS zone is visible in this VPC only, so the name need not be unique in the account.
    const namespace = new aws.servicediscovery.PrivateDnsNamespace(
      name,
      { name: `${name}.internal`, vpc: args.network.vpcId },
      { parent: this },
    );
    this.discoveryArns = new Map(
      args.namespace.services.map((service) => [service, this.createService(service, namespace)]),
    );
    this.registerOutputs({ namespaceId: namespace.id });
  }

  /** API Gateway needs the address and port of a task, which SRV records have: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html */
  private createService(service: string, namespace: aws.servicediscovery.PrivateDnsNamespace): pulumi.Output<string> {
    return new aws.servicediscovery.Service(
      service,
      {
        dnsConfig: { namespaceId: namespace.id, dnsRecords: [{ type: "SRV", ttl: 10 }], routingPolicy: "MULTIVALUE" },
        // ECS reports the health of the container; otherwise API Gateway sends requests to tasks that are not ready.
        healthCheckCustomConfig: { failureThreshold: 1 },
        // ECS may still be deregistering instances when the Cloud Map service is deleted.
        forceDestroy: true,
      },
      { parent: this, ...aliasesOf(this.args.former("service", service)) },
    ).arn;
  }
}
