import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network, restApi } from "../../../fixtures/field/base";
import type { ServiceSetup } from "../../../fixtures/field/base";

type Program = () => unknown;

/** A program with one fault. */
interface Reported {
  readonly program: Program;
  /** Name of the resource that the rule reports. */
  readonly on: string;
  /** Verdict on the request path; `proved` if the fault does not stop requests. */
  readonly path: string;
  /** Name of the resource at which the path breaks, if it is not the reported one. */
  readonly breaksAt?: string;
  /** Other findings of mandatory rules that the fault causes. */
  readonly also?: readonly string[];
}

/** A mandatory rule, programs that it reports, and sound programs near them. */
export interface Cases {
  readonly rule: string;
  readonly reported: Readonly<Record<string, Reported>>;
  readonly sound: Readonly<Record<string, Program>>;
}

const front = (setup?: ServiceSetup) => albService("shop", network("home", 40), setup);

/** A sound HTTP API with some arguments changed. */
export const http =
  (more?: Parameters<typeof httpApi>[2]): Program =>
  () =>
    httpApi("http", front(), more);

/** A sound REST API with some arguments changed. */
export const rest =
  (more?: Parameters<typeof restApi>[2]): Program =>
  () =>
    restApi("rest", front(), more);

/** A sound service behind an HTTP API, with some arguments changed. */
export const service =
  (setup: ServiceSetup): Program =>
  () =>
    httpApi("http", front(setup));

/** A sound HTTP API, and more resources that use it. */
export const httpWith =
  (extend: (created: ReturnType<typeof httpApi>) => unknown, more?: Parameters<typeof httpApi>[2]): Program =>
  () => {
    // A program's result would become outputs of the stack.
    extend(httpApi("http", front(), more));
  };

/** A sound REST API, and more resources that use it. */
export const restWith =
  (extend: (created: ReturnType<typeof restApi>) => unknown, more?: Parameters<typeof restApi>[2]): Program =>
  () => {
    extend(restApi("rest", front(), more));
  };

interface MethodParts {
  readonly api?: Partial<aws.apigateway.RestApiArgs>;
  readonly pathPart?: string;
  readonly method?: Partial<aws.apigateway.MethodArgs>;
  readonly integration?: Partial<aws.apigateway.IntegrationArgs>;
  /** Resources that the method and its deployment need. */
  readonly with?: (api: aws.apigateway.RestApi, resource: aws.apigateway.Resource) => readonly pulumi.Resource[];
  /** Adds resources that need the stage. */
  readonly after?: (api: aws.apigateway.RestApi, stage: aws.apigateway.Stage) => unknown;
}

/** A REST API with the single method ANY /shop, and the resources that `with` adds to it. */
export const restMethod =
  (
    parts: MethodParts,
    methodOf: (extra: readonly pulumi.Resource[]) => Partial<aws.apigateway.MethodArgs> = () => ({}),
  ): Program =>
  () => {
    const { link, alb } = front();
    const api = new aws.apigateway.RestApi("rest", parts.api ?? {});
    const restApi = api.id;
    const resource = new aws.apigateway.Resource("shop", {
      restApi,
      parentId: api.rootResourceId,
      pathPart: parts.pathPart ?? "shop",
    });
    const extra = parts.with?.(api, resource) ?? [];
    const method = new aws.apigateway.Method("shop", {
      restApi,
      resourceId: resource.id,
      httpMethod: "ANY",
      authorization: "NONE",
      ...parts.method,
      ...methodOf(extra),
    });
    const integration = new aws.apigateway.Integration("shop", {
      restApi,
      resourceId: resource.id,
      httpMethod: method.httpMethod,
      type: "HTTP_PROXY",
      integrationHttpMethod: "ANY",
      connectionType: "VPC_LINK",
      connectionId: link.id,
      integrationTarget: alb.arn,
      uri: "http://app.internal/shop",
      ...parts.integration,
    });
    const deployment = new aws.apigateway.Deployment(
      "rest",
      { restApi, triggers: { uri: integration.uri.apply((uri) => uri ?? "") } },
      { dependsOn: [method, integration, ...extra] },
    );
    const stage = new aws.apigateway.Stage("rest", { restApi, deployment: deployment.id, stageName: "live" });
    parts.after?.(api, stage);
  };
