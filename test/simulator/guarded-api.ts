import type { Option } from "../../core/settings/settings";
import type { Existing } from "../../simulator/aws/existing";
import type { Request } from "../../simulator/aws/traffic/types";
import type { Properties } from "../../simulator/values";
import type { Deployed } from "./deployed-stack";
import { deployed } from "./deployed-stack";

export const pool = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEf123";
export const poolIssuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123";
export const page = "https://www.example.com";
export const preflight: Partial<Request> = { method: "OPTIONS", origin: page, requestedMethod: "GET" };

/** The deployed stack `dev`, whose API gets resources of access by hand. */
export class GuardedApi {
  private deployments = 0;

  constructor(
    readonly stack: Deployed,
    readonly name: string,
    readonly api: Existing,
  ) {}

  create(type: string, name: string, inputs: Properties): Existing {
    return this.stack.account.create(`urn:pulumi:dev::p::aws:${type}::${name}`, inputs);
  }

  /** Changes the route of an HTTP API. */
  route(path: string, inputs: Properties): void {
    this.stack.update("Route", `${this.name}${path}`, inputs);
  }

  /** Changes the method of a REST API. */
  method(path: string, inputs: Properties): void {
    this.stack.update("Method", `${this.name}${path}`, inputs);
  }

  /** Deploys a REST API as it is now. */
  deploy(): void {
    const { inputs } = this.stack.get("Deployment", this.name);
    this.deployments += 1;
    const name = `again-${String(this.deployments)}`;
    const { id } = this.create("apigateway/deployment:Deployment", name, inputs);
    this.stack.update("Stage", this.name, { deployment: id });
  }

  get settings(): Properties {
    return { restApi: this.api.id, stageName: "live" };
  }

  summary(more: Partial<Request> = {}, path = "/live/orders"): string {
    return this.stack.summary(path, more);
  }
}

export async function guarded(option: Option): Promise<GuardedApi> {
  const stack = await deployed("dev", "us-east-1", option);
  const name = `option-${String(option)}`;
  return new GuardedApi(stack, name, stack.get(option === 1 ? "Api" : "RestApi", name));
}
