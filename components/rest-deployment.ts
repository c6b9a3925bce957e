import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ApiNode } from "../core/plan-api";

/** A part of a REST API that its deployments contain. */
export interface RestPart {
  readonly resources: readonly pulumi.Resource[];
  /** Everything that the program gives these resources and knows at a preview. */
  readonly settings: unknown;
  /** What it gives them beside, by a name that no other part has. */
  readonly outputs: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Arguments of {@link createRestDeployment}. */
export interface RestDeploymentArgs extends Pick<ApiNode, "backends" | "retired"> {
  readonly restApi: aws.apigateway.RestApi;
  /** Settings of the API itself that only a deployment puts into effect. */
  readonly endpoint: unknown;
  readonly parts: readonly RestPart[];
}

/**
 * A deployment is a snapshot of the API, so every change of a part needs a new one. The hash is known at a preview. The
 * outputs change when a link, load balancer or authorizer is replaced, which does not change the plan; AWS refuses to
 * delete the old one while the deployed stage uses it. Pulumi deletes removed methods after it creates the deployment,
 * which therefore still has them: a path that is public no longer stays open until another deployment
 * (test/engine/rest-snapshots.test.ts). The hash includes retired services, so that their removal creates another
 * deployment (docs/decisions/0008).
 */
function triggersOf({ backends, retired, endpoint, parts }: RestDeploymentArgs): Record<string, pulumi.Input<string>> {
  const content = [...backends, ...parts.map(({ settings }) => settings), ...retired];
  // Sorted, so that a new order of the services in the stack file does not create a deployment.
  const lines = content.map((entry) => JSON.stringify(entry)).sort();
  return {
    plan: createHash("sha256").update(lines.join("\n")).digest("hex"),
    endpoint: JSON.stringify(endpoint),
    ...Object.fromEntries(parts.flatMap(({ outputs }) => Object.entries(outputs))),
  };
}

/** Creates the deployment of a REST API with all its parts. */
export const createRestDeployment = (
  name: string,
  args: RestDeploymentArgs,
  { parent }: { readonly parent: pulumi.Resource },
): aws.apigateway.Deployment =>
  new aws.apigateway.Deployment(
    name,
    { restApi: args.restApi.id, triggers: triggersOf(args) },
    { parent, dependsOn: args.parts.flatMap(({ resources }) => resources) },
  );
