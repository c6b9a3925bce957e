import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import type { AwsAccount } from "../../simulator/aws/account";
import { request } from "../../simulator/aws/traffic";
import type { Answer, Request } from "../../simulator/aws/traffic/types";
import type { Properties } from "../../simulator/values";
import { runStack } from "../support/run";
import { accountOf } from "../support/simulated-account";

/** A deployed stack with short names for its resources. */
export class Deployed {
  private readonly host: string;

  constructor(
    readonly account: AwsAccount,
    region: string,
  ) {
    const [api] = account.of("aws:apigatewayv2/api:Api", "aws:apigateway/restApi:RestApi");
    this.host = `${api?.id ?? ""}.execute-api.${region}.amazonaws.com`;
  }

  ask(path: string, more: Partial<Request> = {}): Answer {
    return request(this.account, { host: this.host, method: "GET", path, ...more });
  }

  /** Status and hop, or the service and the path that it sees. */
  summary(path: string, more: Partial<Request> = {}): string {
    const { status, hop, arrival } = this.ask(path, more);
    return arrival === undefined ? `${status} ${hop}` : `${arrival.service.split("::").at(-1) ?? ""} ${arrival.path}`;
  }

  get(type: string, name: string) {
    const found = this.account.all.find(({ urn }) => urn.endsWith(`:${type}::${name}`));
    assert.ok(found, `${type} ${name}`);
    return found;
  }

  update(type: string, name: string, change: Properties): void {
    const { urn, id, inputs, outputs } = this.get(type, name);
    this.account.update(urn, id, outputs, { ...inputs, ...change });
  }

  delete(type: string, name: string): void {
    const { urn, id, outputs } = this.get(type, name);
    this.account.delete(urn, id, outputs);
  }

  settle(): void {
    for (const deployment of this.account.deployments) this.account.finish(deployment);
  }
}

export async function deployed(stack: string, region = "us-east-1", option?: Option): Promise<Deployed> {
  return new Deployed(accountOf(await runStack(stack, "apply", option === undefined ? {} : { option })), region);
}
