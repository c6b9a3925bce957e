import assert from "node:assert/strict";
import { AwsAccount } from "../../simulator/aws/account";
import { webAclOf } from "../../simulator/aws/effects";
import { withLeftovers } from "../../simulator/aws/leftovers";
import { methodSettingsOf } from "../../simulator/aws/method-settings";
import type { Properties } from "../../simulator/values";
import { TestAccount, restApi } from "./fixture";

const acl = (name: string) => `arn:aws:wafv2:us-east-1:111122223333:regional/webacl/${name}/0a1b2c3d`;
const restSettings = { throttlingRateLimit: 10, throttlingBurstLimit: 5 };

/** A REST API with the stage `live`. */
class RestStage extends TestAccount {
  constructor() {
    super();
    restApi(this, "link");
  }

  get stageArn(): string {
    return String(this.get("stage").outputs["arn"]);
  }

  get webAcl(): string | undefined {
    return webAclOf(this.account, this.get("stage"));
  }

  protect(name: string): void {
    const inputs = { resourceArn: this.stageArn, webAclArn: acl(name) };
    this.create("wafv2/webAclAssociation:WebAclAssociation", name, inputs);
  }

  limit(name: string, methodPath: string, settings: Properties = restSettings): void {
    const inputs = { restApi: this.get("api").id, stageName: "live", methodPath, settings };
    this.create("apigateway/methodSettings:MethodSettings", name, inputs);
  }

  settings(path: string, method = "GET"): Properties | undefined {
    const found = methodSettingsOf(this.account, this.get("stage"), `${path}/${method}`);
    return found?.inputs["settings"] as Properties | undefined;
  }

  types(...types: readonly string[]): readonly string[] {
    return this.account.of(...types.map((type) => `aws:${type}`)).map(({ urn }) => urn.split("::").at(-1) ?? "");
  }
}

describe("web ACLs in a simulated account", () => {
  it("a new association displaces the one before", () => {
    const account = new RestStage();
    assert.equal(account.webAcl, undefined);
    account.protect("old");
    assert.equal(account.webAcl, acl("old"));
    account.protect("new");
    assert.equal(account.webAcl, acl("new"));
  });

  it("a replacement that is created first leaves no web ACL, one that is deleted first does", () => {
    const created = new RestStage();
    created.protect("old");
    created.protect("new");
    created.delete("old");
    assert.equal(created.webAcl, undefined);
    const deleted = new RestStage();
    deleted.protect("old");
    deleted.delete("old");
    deleted.protect("new");
    assert.equal(deleted.webAcl, acl("new"));
  });

  it("the association of another stage stays", () => {
    const account = new RestStage();
    const other = { restApi: account.get("api").id, deployment: account.get("deployment").id, stageName: "next" };
    const next = account.create("apigateway/stage:Stage", "next", other);
    account.protect("old");
    account.create("wafv2/webAclAssociation:WebAclAssociation", "next-acl", {
      resourceArn: String(next.outputs["arn"]),
      webAclArn: acl("next"),
    });
    account.delete("old");
    assert.equal(account.webAcl, undefined);
    assert.equal(webAclOf(account.account, next), acl("next"));
  });
});

describe("limits in a simulated account", () => {
  it("the settings of a method win over those of all methods, whole", () => {
    const account = new RestStage();
    assert.equal(account.settings("/orders"), undefined);
    account.limit("all", "*/*", { throttlingRateLimit: 1000, throttlingBurstLimit: 500 });
    account.limit("orders", "~1orders~1{proxy+}/GET", { throttlingRateLimit: 10 });
    assert.deepEqual(account.settings("/orders/{proxy+}"), { throttlingRateLimit: 10 });
    assert.deepEqual(account.settings("/orders"), { throttlingRateLimit: 1000, throttlingBurstLimit: 500 });
    assert.deepEqual(account.settings("/orders/{proxy+}", "OPTIONS"), {
      throttlingRateLimit: 1000,
      throttlingBurstLimit: 500,
    });
  });

  it("the root is `~1`, and a path without the leading `~1` has no effect", () => {
    const account = new RestStage();
    account.limit("root", "~1/GET");
    account.limit("orders", "orders/GET");
    assert.deepEqual(account.settings("/"), restSettings);
    assert.equal(account.settings("/orders"), undefined);
  });

  it("a stage that is deleted loses its method settings, its web ACL and its place in usage plans", () => {
    const account = new RestStage();
    const apiId = account.get("api").id;
    const [deployment] = [account.get("deployment").id];
    account.create("apigateway/stage:Stage", "next", { restApi: apiId, deployment, stageName: "next" });
    const apiStages = [
      { apiId, stage: "live" },
      { apiId, stage: "next" },
    ];
    account.create("apigateway/usagePlan:UsagePlan", "gold", { apiStages });
    account.protect("acl");
    account.limit("all", "*/*");
    account.delete("stage");
    assert.deepEqual(account.types("apigateway/methodSettings:MethodSettings"), []);
    assert.deepEqual(account.types("wafv2/webAclAssociation:WebAclAssociation"), []);
    const [plan] = account.account.of("aws:apigateway/usagePlan:UsagePlan");
    assert.deepEqual(plan?.inputs["apiStages"], [{ apiId, stage: "next" }]);
  });

  it("an HTTP API's stage without its limits has the limit zero; those of single routes are removed", () => {
    const stage = "aws:apigatewayv2/stage:Stage";
    const limited = { name: "live", defaultRouteSettings: restSettings, routeSettings: [{ routeKey: "ANY /" }] };
    assert.deepEqual(withLeftovers(stage, limited, { name: "live" }), {
      name: "live",
      defaultRouteSettings: { throttlingBurstLimit: 0, throttlingRateLimit: 0 },
    });
    const other = { name: "live", defaultRouteSettings: { throttlingRateLimit: 1, throttlingBurstLimit: 1 } };
    assert.equal(withLeftovers(stage, limited, other), other);
    const open = { name: "live" };
    assert.equal(withLeftovers(stage, open, open), open);
    assert.equal(withLeftovers("aws:apigatewayv2/api:Api", limited, open), open);
  });
});

describe("the snapshot of a REST API's deployment", () => {
  /** A REST API with one method for user pools, a preflight and a gateway response, deployed. */
  function deployedApi() {
    const account = new TestAccount();
    const api = account.create("apigateway/restApi:RestApi", "api");
    const [restApiId, resourceId] = [api.id, String(api.outputs["rootResourceId"])];
    const authorizer = account.create("apigateway/authorizer:Authorizer", "pool", {
      restApi: restApiId,
      type: "COGNITO_USER_POOLS",
      providerArns: ["arn:aws:cognito-idp:us-east-1:1:userpool/us-east-1_A"],
    });
    const any = { restApi: restApiId, resourceId, httpMethod: "ANY" };
    const options = { ...any, httpMethod: "OPTIONS" };
    account.create("apigateway/method:Method", "any", {
      ...any,
      authorization: "COGNITO_USER_POOLS",
      authorizerId: authorizer.id,
      authorizationScopes: ["orders/read"],
      apiKeyRequired: true,
    });
    account.create("apigateway/integration:Integration", "any-integration", { ...any, type: "HTTP_PROXY" });
    account.create("apigateway/method:Method", "options", { ...options, authorization: "NONE" });
    account.create("apigateway/integration:Integration", "mock", { ...options, type: "MOCK" });
    const header = "method.response.header.Access-Control-Allow-Origin";
    const declared = { ...options, statusCode: "204", responseParameters: { [header]: true } };
    account.create("apigateway/methodResponse:MethodResponse", "declared", declared);
    const answered = { ...options, statusCode: "204", responseParameters: { [header]: "'*'" } };
    account.create("apigateway/integrationResponse:IntegrationResponse", "answered", answered);
    account.create("apigateway/response:Response", "4xx", { restApiId, responseType: "DEFAULT_4XX" });
    return { account, deployment: account.create("apigateway/deployment:Deployment", "deployment", any) };
  }

  it("it has the authorization, the key requirement and the responses of each method", () => {
    const { deployment } = deployedApi();
    const [any, options] = deployment.deployed ?? [];
    assert.equal(any?.method, "ANY");
    assert.equal(any.methodInputs["apiKeyRequired"], true);
    assert.deepEqual(any.methodInputs["authorizationScopes"], ["orders/read"]);
    assert.equal(any.authorizer?.["type"], "COGNITO_USER_POOLS");
    assert.deepEqual(any.methodResponses, []);
    assert.equal(options?.method, "OPTIONS");
    assert.equal(options.methodInputs["authorization"], "NONE");
    assert.equal(options.authorizer, undefined);
    assert.deepEqual(
      options.methodResponses.map(({ statusCode }) => statusCode),
      ["204"],
    );
    assert.deepEqual(options.integrationResponses[0]?.["responseParameters"], {
      "method.response.header.Access-Control-Allow-Origin": "'*'",
    });
    assert.deepEqual(
      deployment.gatewayResponses?.map(({ responseType }) => responseType),
      ["DEFAULT_4XX"],
    );
  });

  it("a change of the API shows in the next deployment only, also in a copy of the account", () => {
    const { account, deployment } = deployedApi();
    account.update("any", { authorization: "NONE", authorizerId: undefined, authorizationScopes: [] });
    account.update("pool", { providerArns: ["arn:aws:cognito-idp:us-east-1:1:userpool/us-east-1_B"] });
    account.delete("4xx");
    const copy = new AwsAccount();
    copy.restore(account.account.snapshot());
    const [found] = copy.of("aws:apigateway/deployment:Deployment");
    assert.deepEqual(found, deployment);
    const any = found.deployed?.[0];
    assert.equal(any?.methodInputs["authorization"], "COGNITO_USER_POOLS");
    assert.deepEqual(any.authorizer?.["providerArns"], ["arn:aws:cognito-idp:us-east-1:1:userpool/us-east-1_A"]);
    const next = account.create("apigateway/deployment:Deployment", "next", { restApi: account.get("api").id });
    assert.equal(next.deployed?.[0]?.methodInputs["authorization"], "NONE");
    assert.equal(next.deployed[0].authorizer, undefined);
    assert.deepEqual(next.gatewayResponses, []);
  });
});
