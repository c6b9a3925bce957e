import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accessLogFormat } from "../core/access-log";
import type { ApiNode, DomainNode } from "../core/plan-api";
import { createAccessLog } from "./access-log";
import type { ApiTargets } from "./api-targets";
import type { ApiHandle } from "./api-handle";
import { createHttpRoutes } from "./http-routes";

/** Arguments of {@link HttpApi}. */
export interface HttpApiArgs {
  readonly api: ApiNode;
  readonly targets: ApiTargets;
  /** The domain of the stack; its base path is no part of the paths that services receive. */
  readonly domain: DomainNode | undefined;
}

/** Cross-origin requests; API Gateway answers preflights and writes the headers of all answers. */
function corsOf({ cors }: ApiNode): Pick<aws.apigatewayv2.ApiArgs, "corsConfiguration"> {
  if (cors === undefined) return {};
  const { origins, methods, headers, exposeHeaders, credentials, maxAgeSeconds } = cors;
  return {
    corsConfiguration: {
      allowOrigins: origins,
      allowMethods: methods,
      ...(headers.length === 0 ? {} : { allowHeaders: headers }),
      ...(exposeHeaders.length === 0 ? {} : { exposeHeaders }),
      allowCredentials: credentials,
      maxAge: maxAgeSeconds,
    },
  };
}

/** An HTTP API whose integrations use VPC links V2 to reach listeners and Cloud Map services. */
export class HttpApi extends pulumi.ComponentResource implements ApiHandle {
  readonly apiId: pulumi.Output<string>;
  readonly apiName: pulumi.Output<string>;
  readonly executionArn: pulumi.Output<string>;
  readonly stageArn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly stageName: pulumi.Output<string>;
  readonly awaited: readonly pulumi.Resource[];

  constructor(name: string, args: HttpApiArgs, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:HttpApi", name, {}, opts);
    const { api } = args;
    const closed = api.defaultEndpoint === "closed" ? { disableExecuteApiEndpoint: true } : {};
    const httpApi = new aws.apigatewayv2.Api(
      name,
      { protocolType: "HTTP", ...closed, ...corsOf(api) },
      { parent: this },
    );
    const authorizerId = this.createAuthorizer(name, api, httpApi);
    const routes = createHttpRoutes(name, { ...args, apiId: httpApi.id, authorizerId }, this);
    const limited = routes.flatMap(({ limits, ...route }) => (limits === undefined ? [] : [{ ...route, limits }]));
    const stage = new aws.apigatewayv2.Stage(
      name,
      {
        apiId: httpApi.id,
        name: api.stage,
        autoDeploy: true,
        ...this.logSettings(name, api),
        // Not as `defaultRouteSettings`: the provider has no way to remove their limits again. It leaves them or sets them
        // to 0, which refuses all requests (https://github.com/hashicorp/terraform-provider-aws/issues/30373), while it
        // deletes the settings of a route.
        ...(limited.length === 0
          ? {}
          : {
              routeSettings: limited.map(({ routeKey, limits: { ratePerSecond, burst } }) => ({
                routeKey,
                throttlingRateLimit: ratePerSecond,
                throttlingBurstLimit: burst,
              })),
            }),
      },
      // AWS refuses settings of a route that does not exist.
      { parent: this, dependsOn: limited.map(({ resource }) => resource) },
    );
    this.apiId = httpApi.id;
    this.apiName = httpApi.name;
    this.executionArn = httpApi.executionArn;
    this.stageArn = stage.arn;
    this.url = stage.invokeUrl;
    this.stageName = stage.name;
    this.awaited = routes.map(({ resource }) => resource);
    this.registerOutputs({
      apiId: this.apiId,
      executionArn: this.executionArn,
      stageArn: this.stageArn,
      url: this.url,
    });
  }

  /** What checks tokens. API Gateway reads the configuration of the issuer when it is created and when it changes. */
  private createAuthorizer(
    name: string,
    { authorizer }: ApiNode,
    api: aws.apigatewayv2.Api,
  ): pulumi.Output<string> | undefined {
    if (authorizer === undefined) return undefined;
    if (authorizer.kind !== "jwt")
      throw new Error("an HTTP API checks the tokens of a user pool as those of any issuer");
    const { issuer, audiences } = authorizer;
    return new aws.apigatewayv2.Authorizer(
      name,
      {
        apiId: api.id,
        authorizerType: "JWT",
        identitySources: ["$request.header.Authorization"],
        jwtConfiguration: { issuer, audiences: [...audiences] },
      },
      { parent: this },
    ).id;
  }

  private logSettings(name: string, { accessLogs }: ApiNode): Pick<aws.apigatewayv2.StageArgs, "accessLogSettings"> {
    if (accessLogs === undefined) return {};
    const { arn } = createAccessLog(name, accessLogs, { parent: this });
    return { accessLogSettings: { destinationArn: arn, format: accessLogFormat("http") } };
  }
}
