import type { Properties } from "../../../simulator/values";
import type { Case, TestAccount } from "../fixture";
import { linkV2, restApi } from "../fixture";

/** A REST API with the stage `live`. */
const live = (account: TestAccount) => {
  restApi(account, "link");
};
const settings = (account: TestAccount, methodPath: string, stageName = "live") => {
  live(account);
  account.create("apigateway/methodSettings:MethodSettings", "settings", {
    restApi: account.get("api").id,
    stageName,
    methodPath,
    settings: { throttlingRateLimit: 10, throttlingBurstLimit: 5 },
  });
};
const plan = (account: TestAccount, name: string, stage = "live") =>
  account.create("apigateway/usagePlan:UsagePlan", name, { apiStages: [{ apiId: account.get("api").id, stage }] });
const key = (account: TestAccount, name: string, inputs: Properties = {}) =>
  account.create("apigateway/apiKey:ApiKey", name, inputs);
const join = (account: TestAccount, name: string, keyId: string, usagePlanId: string) =>
  account.create("apigateway/usagePlanKey:UsagePlanKey", name, { keyId, keyType: "API_KEY", usagePlanId });

/** An HTTP API with the route `ANY /orders` and limits for a route. */
function limited(account: TestAccount, routeKey: string) {
  const apiId = account.create("apigatewayv2/api:Api", "http").id;
  account.create("apigatewayv2/route:Route", "route", { apiId, routeKey: "ANY /orders" });
  const routeSettings = [{ routeKey, throttlingRateLimit: 10, throttlingBurstLimit: 5 }];
  account.create("apigatewayv2/stage:Stage", "stage", { apiId, name: "$default", autoDeploy: true, routeSettings });
}

const rest = (account: TestAccount, inputs: Properties) =>
  account.create("apigateway/integration:Integration", "i", {
    connectionId: linkV2(account, "link").id,
    integrationTarget: "x",
    ...inputs,
  });

export const limits: Readonly<Record<string, Case>> = {
  "limits of a route that does not exist": {
    error: /^Error: NotFoundException: Unable to find Route by key GET \/orders within the provided RouteSettings$/,
    refused: (account) => {
      limited(account, "GET /orders");
    },
    accepted: (account) => {
      limited(account, "ANY /orders");
    },
  },
  "limits of a route that was deleted before": {
    error: /^Error: NotFoundException: Unable to find Route by key ANY \/orders within the provided RouteSettings$/,
    refused: (account) => {
      limited(account, "ANY /orders");
      account.delete("route");
      account.update("stage", { description: "without the route" });
    },
    accepted: (account) => {
      limited(account, "ANY /orders");
      account.update("stage", { routeSettings: [] });
      account.delete("route");
      account.update("stage", { description: "without the route" });
    },
  },
  "method settings of a stage that does not exist": {
    error: /^Error: NotFoundException: Invalid stage identifier specified$/,
    refused: (account) => {
      settings(account, "*/*", "prod");
    },
    accepted: (account) => {
      settings(account, "*/*");
    },
  },
  "method settings of a path with a slash": {
    error:
      /^Error: BadRequestException: Invalid method setting path: \/orders\/\{proxy\+\}\/GET\/throttling\/burstLimit\. Must be one of: \[/,
    refused: (account) => {
      settings(account, "orders/{proxy+}/GET");
    },
    accepted: (account) => {
      settings(account, "~1orders~1{proxy+}/GET");
    },
  },
  "method settings of all verbs of a path": {
    error:
      /^Error: BadRequestException: Invalid method setting path: \/~1orders\/ANY\/throttling\/burstLimit\. Must be one of: \[/,
    refused: (account) => {
      settings(account, "~1orders/ANY");
    },
    accepted: (account) => {
      settings(account, "~1orders/DELETE");
    },
  },
  "usage plan for a stage that does not exist": {
    error: /^Error: BadRequestException: Invalid API Stage \{api: %s, stage: %s\} specified for usageplan %s$/,
    refused: (account) => {
      live(account);
      plan(account, "gold", "prod");
    },
    accepted: (account) => {
      live(account);
      plan(account, "gold");
    },
  },
  "API key with the value of another one": {
    error: /^Error: ConflictException: API Key already exists$/,
    refused: (account) => {
      key(account, "web", { value: "a".repeat(20) });
      key(account, "app", { value: "a".repeat(20) });
    },
    accepted: (account) => {
      key(account, "web");
      key(account, "app");
    },
  },
  "usage plan key without its plan": {
    error: /^Error: NotFoundException: Invalid Usage Plan ID specified$/,
    refused: (account) => {
      join(account, "web", key(account, "web-key").id, "abc123");
    },
    accepted: (account) => {
      live(account);
      join(account, "web", key(account, "web-key").id, plan(account, "gold").id);
    },
  },
  "usage plan key without its key": {
    error: /^Error: NotFoundException: Invalid API Key identifier specified$/,
    refused: (account) => {
      live(account);
      join(account, "web", "abc1234567", plan(account, "gold").id);
    },
    accepted: (account) => {
      live(account);
      join(account, "web", key(account, "web-key").id, plan(account, "gold").id);
    },
  },
  "API key in two usage plans of a stage": {
    error: /^Error: ConflictException: the API key is in another usage plan of the stage [0-9a-f]{10}:live /,
    refused: (account) => {
      live(account);
      const { id } = key(account, "web-key");
      join(account, "gold-web", id, plan(account, "gold").id);
      join(account, "free-web", id, plan(account, "free").id);
    },
    accepted: (account) => {
      live(account);
      join(account, "gold-web", key(account, "web-key").id, plan(account, "gold").id);
      join(account, "free-app", key(account, "app-key").id, plan(account, "free").id);
    },
  },
  "REST integration that waits longer than the quota": {
    error: /^Error: BadRequestException: Timeout should be between 50 ms and 29000 ms$/,
    refused: (account) => {
      rest(account, { timeoutMilliseconds: 60_000 });
    },
    accepted: (account) => {
      rest(account, { timeoutMilliseconds: 29_000 });
      account.update("i", { timeoutMilliseconds: 60_000, responseTransferMode: "STREAM" });
      account.account.outside = { zones: {}, certificates: {}, restTimeoutMilliseconds: 60_000 };
      account.update("i", { timeoutMilliseconds: 60_000, responseTransferMode: "BUFFERED" });
    },
  },
  "HTTP integration that waits longer than 30 seconds": {
    error: /^Error: BadRequestException: Timeout should be between 50 ms and 30000 ms$/,
    refused: (account) => {
      account.create("apigatewayv2/integration:Integration", "i", { timeoutMilliseconds: 30_001 });
    },
    accepted: (account) => {
      account.create("apigatewayv2/integration:Integration", "i", { timeoutMilliseconds: 30_000 });
    },
  },
};
