import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ApiNode, BackendNode, DomainNode } from "../core/plan";
import { integrationKey, pathMapping, routePath } from "../core/routes";
import type { ApiTargets } from "./api-targets";
import type { ApiHandle } from "./api-handle";
import { getOrThrow } from "./get-or-throw";

/** Arguments of {@link HttpApi}. */
export interface HttpApiArgs {
  readonly api: ApiNode;
  readonly targets: ApiTargets;
  /** The domain of the stack; its base path is no part of the paths that services receive. */
  readonly domain: DomainNode | undefined;
}

const serverNameOf = ({ endpoint }: BackendNode): string | undefined =>
  endpoint.kind === "listener" ? endpoint.serverName : undefined;

/**
 * Part of the name of an integration that goes to a TLS endpoint. With it, such an integration is a new one, to which the
 * routes move: AWS documents no way to take `tlsConfig` from an integration, so that an update in place might not turn TLS
 * off. No service has a colon in its name.
 */
const scheme = (backend: BackendNode): string => (serverNameOf(backend) === undefined ? "" : ":https");

/** An HTTP API whose integrations use VPC links V2 to reach listeners and Cloud Map services. */
export class HttpApi extends pulumi.ComponentResource implements ApiHandle {
  readonly apiId: pulumi.Output<string>;
  readonly executionArn: pulumi.Output<string>;
  readonly stageArn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly stageName: pulumi.Output<string>;
  readonly ready: readonly pulumi.Resource[];

  constructor(
    name: string,
    private readonly args: HttpApiArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("private-integrations:index:HttpApi", name, {}, opts);
    const { api, domain } = args;
    const closed = api.defaultEndpoint === "closed" ? { disableExecuteApiEndpoint: true } : {};
    const httpApi = new aws.apigatewayv2.Api(name, { protocolType: "HTTP", ...closed }, { parent: this });
    const backends = new Map(api.backends.map((backend) => [backend.service, backend]));
    const integrations = new Map<string, aws.apigatewayv2.Integration>();
    const routes = api.routes.map((route) => {
      const backend = getOrThrow(backends, route.service);
      const key = `${name}${scheme(backend)}${integrationKey(route, domain?.basePath)}`;
      const mapping = pathMapping(route, domain?.basePath);
      const integration = integrations.get(key) ?? this.createIntegration(key, httpApi, backend, mapping);
      integrations.set(key, integration);
      return new aws.apigatewayv2.Route(
        `${name}${routePath(route)}`,
        {
          apiId: httpApi.id,
          routeKey: `ANY ${routePath(route)}`,
          target: pulumi.interpolate`integrations/${integration.id}`,
        },
        { parent: this },
      );
    });
    const stage = new aws.apigatewayv2.Stage(
      name,
      { apiId: httpApi.id, name: api.stage, autoDeploy: true },
      { parent: this },
    );
    this.apiId = httpApi.id;
    this.executionArn = httpApi.executionArn;
    this.stageArn = stage.arn;
    this.url = stage.invokeUrl;
    this.stageName = stage.name;
    this.ready = routes;
    this.registerOutputs({
      apiId: this.apiId,
      executionArn: this.executionArn,
      stageArn: this.stageArn,
      url: this.url,
    });
  }

  private createIntegration(
    name: string,
    api: aws.apigatewayv2.Api,
    backend: BackendNode,
    mapping: string,
  ): aws.apigatewayv2.Integration {
    const { targets } = this.args;
    const serverNameToVerify = serverNameOf(backend);
    return new aws.apigatewayv2.Integration(
      name,
      {
        apiId: api.id,
        integrationType: "HTTP_PROXY",
        integrationMethod: "ANY",
        payloadFormatVersion: "1.0",
        connectionType: "VPC_LINK",
        connectionId: targets.linkId(backend),
        integrationUri: targets.integrationUri(backend),
        ...(serverNameToVerify === undefined ? {} : { tlsConfig: { serverNameToVerify } }),
        requestParameters: { "overwrite:path": mapping },
      },
      { parent: this, dependsOn: targets.waitsFor(backend) },
    );
  }
}
