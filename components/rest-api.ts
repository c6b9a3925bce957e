import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accessLogFormat } from "../core/access-log";
import type { ApiNode, DomainNode } from "../core/plan-api";
import type { FormerNames } from "../core/former-names";
import { firstNamed, firstNodeName } from "../core/former-names";
import { preflightRoutes, restResources, routePath } from "../core/routes";
import type { Cors } from "../core/settings/settings";
import { createAccessLog } from "./access-log";
import type { ApiTargets } from "./api-targets";
import type { ApiHandle } from "./api-handle";
import { createErrorResponses } from "./error-responses";
import { getOrThrow } from "./get-or-throw";
import { createMethodSettings } from "./method-settings";
import type { RestAuthorizer } from "./rest-authorizer";
import { createRestAuthorizer } from "./rest-authorizer";
import type { RestPart } from "./rest-deployment";
import { createRestDeployment } from "./rest-deployment";
import type { RestLogRole } from "./rest-log-role";
import { createRestMethod } from "./rest-method";
import { createPreflight } from "./rest-preflight";

/** Arguments of {@link RestApi}. */
export interface RestApiArgs {
  readonly api: ApiNode;
  readonly targets: ApiTargets;
  readonly former: FormerNames;
  /** The domain of the stack; clients of one with mutual TLS present certificates. */
  readonly domain: DomainNode | undefined;
  /** The role by which it writes logs; undefined if the stack does not have it. */
  readonly logRole: RestLogRole | undefined;
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

type ResourceIds = ReadonlyMap<string, pulumi.Input<string>>;

/** A Regional REST API whose integrations use VPC links to reach NLBs or ALBs. */
export class RestApi extends pulumi.ComponentResource implements ApiHandle {
  readonly apiId: pulumi.Output<string>;
  readonly apiName: pulumi.Output<string>;
  readonly executionArn: pulumi.Output<string>;
  readonly stageArn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly stageName: pulumi.Output<string>;
  readonly awaited: readonly pulumi.Resource[];

  constructor(
    name: string,
    private readonly args: RestApiArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("private-integrations:index:RestApi", name, {}, opts);
    const { api } = args;
    const endpoint = endpointOf(args);
    const restApi = new aws.apigateway.RestApi(
      name,
      { endpointConfiguration: { types: "REGIONAL" }, binaryMediaTypes: ["*/*"], ...endpoint },
      { parent: this },
    );
    const parts = this.createParts(name, restApi);
    const deployment = createRestDeployment(
      name,
      { ...firstNamed(api, args.former), restApi, endpoint, parts },
      { parent: this },
    );
    const stage = this.createStage(name, restApi, deployment);
    this.awaited = [...createMethodSettings(name, { api, stage }, { parent: this }), ...this.createWebAcl(name, stage)];
    this.apiId = restApi.id;
    this.apiName = restApi.name;
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

  /** Everything that a deployment of the API contains. */
  private createParts(name: string, restApi: aws.apigateway.RestApi): readonly RestPart[] {
    const { api } = this.args;
    const { authorizer, cors } = api;
    const ids = this.createPaths(name, restApi);
    const checked = authorizer && createRestAuthorizer(name, { restApi, authorizer }, { parent: this });
    return [
      ...(checked === undefined ? [] : [checked.part]),
      ...this.createMethods(name, restApi, ids, checked),
      ...(cors === undefined ? [] : this.createCors(name, restApi, ids, cors)),
    ];
  }

  private createPaths(name: string, restApi: aws.apigateway.RestApi): ResourceIds {
    const ids = new Map<string, pulumi.Input<string>>([["/", restApi.rootResourceId]]);
    for (const path of restResources(this.args.api.routes)) {
      const { parent, part } = split(path);
      const parentId = ids.get(parent) ?? restApi.rootResourceId;
      const resource = new aws.apigateway.Resource(
        `${name}${path}`,
        { restApi: restApi.id, parentId, pathPart: part },
        { parent: this },
      );
      ids.set(path, resource.id);
    }
    return ids;
  }

  private createMethods(
    name: string,
    restApi: aws.apigateway.RestApi,
    ids: ResourceIds,
    authorizer: RestAuthorizer | undefined,
  ): readonly RestPart[] {
    const { api, targets, former } = this.args;
    const backends = new Map(api.backends.map((backend) => [backend.service, backend]));
    return api.routes.map((route) => {
      const path = routePath(route);
      const resource = { restApi, resourceId: getOrThrow(ids, path) };
      const backend = getOrThrow(backends, route.service);
      const service = firstNodeName("service", route.service, former);
      const args = { resource, route, service, backend, targets, authorizerId: authorizer?.id };
      return createRestMethod(`${name}${path}`, args, { parent: this });
    });
  }

  /** Preflights of all routes, and errors that browsers can read. */
  private createCors(name: string, restApi: aws.apigateway.RestApi, ids: ResourceIds, cors: Cors): readonly RestPart[] {
    const preflights = preflightRoutes(this.args.api).map((route) => {
      const path = routePath(route);
      const args = { restApi, resourceId: getOrThrow(ids, path), cors };
      return createPreflight(`${name}:OPTIONS${path}`, args, { parent: this });
    });
    return [...preflights, ...createErrorResponses(name, { restApi, cors }, { parent: this })];
  }

  /** Creates the stage: AWS refuses logs while the account has no role for them. */
  private createStage(
    name: string,
    restApi: aws.apigateway.RestApi,
    deployment: aws.apigateway.Deployment,
  ): aws.apigateway.Stage {
    const { api, logRole } = this.args;
    const stage = {
      restApi: restApi.id,
      deployment: deployment.id,
      stageName: api.stage,
      ...(api.tracing === undefined ? {} : { xrayTracingEnabled: true }),
    };
    if (api.accessLogs === undefined) return new aws.apigateway.Stage(name, stage, { parent: this });
    const logGroup = createAccessLog(name, api.accessLogs, { parent: this });
    const accessLogSettings = { destinationArn: logGroup.arn, format: accessLogFormat("rest") };
    const dependsOn = logRole === undefined ? [] : [logRole.account];
    return new aws.apigateway.Stage(name, { ...stage, accessLogSettings }, { parent: this, dependsOn });
  }

  /**
   * Associates the web ACL. AWS lets a new association displace the old one, and deleting the old one then removes the new
   * one too: so the old one is deleted first.
   * Source: https://github.com/pulumi/pulumi-aws/issues/4782
   */
  private createWebAcl(name: string, stage: aws.apigateway.Stage): readonly pulumi.Resource[] {
    const { webAcl } = this.args.api;
    if (webAcl === undefined) return [];
    const association = new aws.wafv2.WebAclAssociation(
      name,
      { resourceArn: stage.arn, webAclArn: webAcl },
      { parent: this, deleteBeforeReplace: true },
    );
    return [association];
  }
}
