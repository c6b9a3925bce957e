import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ApiNode, DomainNode } from "../core/plan";
import { backendPath, restResources, routePath } from "../core/routes";
import type { ApiTargets } from "./api-targets";
import type { ApiHandle } from "./api-handle";
import { getOrThrow } from "./get-or-throw";
import type { RestMethod } from "./rest-method";
import { createRestMethod } from "./rest-method";

/** Arguments of {@link RestApi}. */
export interface RestApiArgs {
  readonly api: ApiNode;
  readonly targets: ApiTargets;
  /** The domain of the stack; clients of one with mutual TLS present certificates. */
  readonly domain: DomainNode | undefined;
  /** What the stage waits for: AWS refuses one with logs before the account has a role for them. */
  readonly before: readonly pulumi.Resource[];
}

/**
 * TLS versions and ciphers of an API. An enhanced policy is not known to work with mutual TLS, which a domain with an
 * enhanced policy refuses, so the API has the same policy as the domain then.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
 */
const securityOf = (domain: DomainNode | undefined) =>
  domain?.own?.mutualTls === undefined
    ? { securityPolicy: "SecurityPolicy_TLS13_1_2_2021_06", endpointAccessMode: "BASIC" }
    : { securityPolicy: "TLS_1_2" };

/**
 * Settings of the API itself that only a deployment puts into effect. Whether its endpoint is disabled is always written:
 * the provider sends nothing when it is removed, so that the endpoint would stay disabled.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigateway/rest_api.go
 */
const endpointOf = ({ api, domain }: RestApiArgs) => ({
  ...securityOf(domain),
  disableExecuteApiEndpoint: api.defaultEndpoint === "closed",
});

/** Last segment of a path, and its parent path. */
function split(path: string): { parent: string; part: string } {
  const slash = path.lastIndexOf("/");
  return { parent: slash === 0 ? "/" : path.slice(0, slash), part: path.slice(slash + 1) };
}

/** A Regional REST API whose integrations use VPC links to reach NLBs or ALBs. */
export class RestApi extends pulumi.ComponentResource implements ApiHandle {
  readonly apiId: pulumi.Output<string>;
  readonly executionArn: pulumi.Output<string>;
  readonly stageArn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly stageName: pulumi.Output<string>;
  readonly awaited = [];

  constructor(
    name: string,
    private readonly args: RestApiArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("private-integrations:index:RestApi", name, {}, opts);
    const restApi = new aws.apigateway.RestApi(
      name,
      { endpointConfiguration: { types: "REGIONAL" }, binaryMediaTypes: ["*/*"], ...endpointOf(args) },
      { parent: this },
    );
    const methods = this.createMethods(name, restApi);
    const deployment = new aws.apigateway.Deployment(
      name,
      { restApi: restApi.id, triggers: this.triggers(name, methods) },
      { parent: this, dependsOn: [...methods.values()].flatMap(({ method, integration }) => [method, integration]) },
    );
    const stage = new aws.apigateway.Stage(
      name,
      { restApi: restApi.id, deployment: deployment.id, stageName: args.api.stage },
      { parent: this, dependsOn: [...args.before] },
    );
    this.apiId = restApi.id;
    this.executionArn = restApi.executionArn;
    this.stageArn = stage.arn;
    this.url = stage.invokeUrl;
    this.stageName = stage.stageName;
    this.registerOutputs({
      apiId: this.apiId,
      executionArn: this.executionArn,
      stageArn: this.stageArn,
      url: this.url,
    });
  }

  private createMethods(name: string, restApi: aws.apigateway.RestApi): Map<string, RestMethod> {
    const { api, targets } = this.args;
    const backends = new Map(api.backends.map((backend) => [backend.service, backend]));
    const resourceIds = new Map<string, pulumi.Input<string>>([["/", restApi.rootResourceId]]);
    for (const path of restResources(api.routes)) {
      const { parent, part } = split(path);
      const parentId = resourceIds.get(parent) ?? restApi.rootResourceId;
      resourceIds.set(
        path,
        new aws.apigateway.Resource(
          `${name}${path}`,
          { restApi: restApi.id, parentId, pathPart: part },
          { parent: this },
        ).id,
      );
    }
    return new Map(
      api.routes.map((route) => {
        const path = routePath(route);
        const resource = { restApi, resourceId: getOrThrow(resourceIds, path) };
        const backend = getOrThrow(backends, route.service);
        return [path, createRestMethod(`${name}${path}`, { resource, route, backend, targets }, { parent: this })];
      }),
    );
  }

  /**
   * A deployment is a snapshot of the API, so every change of the API needs a new one. The hash of the plan is known at
   * a preview. The outputs change when a link or load balancer is replaced, which does not change the plan; AWS refuses
   * to delete the old one while the deployed stage uses it. Pulumi deletes removed methods after it creates the
   * deployment, which therefore still has them. The hash includes retired services, so that their removal creates
   * another deployment (docs/decisions/0008).
   */
  private triggers(name: string, methods: ReadonlyMap<string, RestMethod>): Record<string, pulumi.Input<string>> {
    const { api } = this.args;
    // Sorted, so that a new order of the services in the stack file does not create a deployment.
    const routes = api.routes.map((route) => ({
      path: routePath(route),
      service: route.service,
      backendPath: backendPath(route),
    }));
    const content = [...api.backends, ...routes, ...api.retired].map((entry) => JSON.stringify(entry)).sort();
    const triggers: Record<string, pulumi.Input<string>> = {
      plan: createHash("sha256").update(content.join("\n")).digest("hex"),
      endpoint: JSON.stringify(endpointOf(this.args)),
    };
    for (const [path, { integration, hasTarget }] of methods) {
      triggers[`${name}${path} connectionId`] = integration.connectionId.apply((id) => id ?? "");
      triggers[`${name}${path} uri`] = integration.uri.apply((uri) => uri ?? "");
      // The output of a missing property is unknown at every preview, which would then show a deployment that never
      // happens.
      if (hasTarget)
        triggers[`${name}${path} integrationTarget`] = integration.integrationTarget.apply((target) => target ?? "");
    }
    return triggers;
  }
}
