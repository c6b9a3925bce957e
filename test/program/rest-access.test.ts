import assert from "node:assert/strict";
import { cognito, userPool, webAcl } from "../support/access";
import { withDomain } from "../support/front";
import type { RunResult } from "../../simulator/run";
import { find, named, ofType, runStack } from "../support/run";
import { articleServices } from "../support/scenario";

const restOptions = [2, 3, 4, 5] as const;
const apiMethod = "aws:apigateway/method:Method";
const apiIntegration = "aws:apigateway/integration:Integration";

/** Stack dev with keys for the stack, and for service `orders`. */
const run = (option: number, keys: Record<string, unknown>, orders: Record<string, unknown> = {}) =>
  runStack("dev", "apply", {
    option,
    services: articleServices.map((entry) => (entry.name === "orders" ? { ...entry, ...orders } : entry)),
    ...keys,
  });

/** What each method needs: authorization, authorizer, scopes, whether it needs a key. */
const accessOf = (result: RunResult, option: number) =>
  Object.fromEntries(
    ofType(result, apiMethod).map(({ name, inputs, propertyDependencies }) => {
      const authorizers = named(propertyDependencies["authorizerId"] ?? []).join(" and ") || undefined;
      const { authorization, authorizationScopes, apiKeyRequired } = inputs;
      return [name.replace(`option-${option}`, ""), [authorization, authorizers, authorizationScopes, apiKeyRequired]];
    }),
  );

const methodsOf = (value: unknown, ...paths: readonly string[]) =>
  Object.fromEntries(paths.flatMap((path) => [path, `${path}/{proxy+}`]).map((path) => [path, value]));

const open = ["NONE", undefined, undefined, undefined];

for (const option of restOptions) {
  /** API Gateway has no settings of ANY. */
  const verbs = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

  describe(`access to the REST API of option ${option}`, () => {
    it("without keys of access all methods are open, and nothing else exists for it", async () => {
      const result = await run(option, {});
      assert.deepEqual(accessOf(result, option), methodsOf(open, "/orders", "/customers", "/stock", "/shipping"));
      for (const type of ["Authorizer", "MethodSettings", "WebAclAssociation", "MethodResponse", "Response", "Account"])
        assert.deepEqual(ofType(result, type), [], type);
      assert.equal(find(result, "Stage", `option-${option}`).inputs["accessLogSettings"], undefined);
    });

    it("with IAM, methods need a signature and no authorizer", async () => {
      const result = await run(option, { auth: { kind: "iam" } });
      const signed = ["AWS_IAM", undefined, undefined, undefined];
      assert.deepEqual(accessOf(result, option), methodsOf(signed, "/orders", "/customers", "/stock", "/shipping"));
      assert.deepEqual(ofType(result, "Authorizer"), []);
    });

    it("with Cognito, methods have the one authorizer, the scopes of their service, or are public", async () => {
      const result = await run(option, { auth: cognito }, { scopes: ["orders/read"], publicPaths: ["/orders/health"] });
      assert.equal(ofType(result, "Authorizer").length, 1);
      const { inputs } = find(result, "Authorizer", `option-${option}`);
      assert.deepEqual([inputs["type"], inputs["providerArns"]], ["COGNITO_USER_POOLS", [userPool]]);
      const checked = `Authorizer option-${option}`;
      const token = ["COGNITO_USER_POOLS", checked, undefined, undefined];
      assert.deepEqual(accessOf(result, option), {
        ...methodsOf(["COGNITO_USER_POOLS", checked, ["orders/read"], undefined], "/orders"),
        ...methodsOf(open, "/orders/health"),
        ...methodsOf(token, "/customers", "/stock", "/shipping"),
      });
    });

    it("a public service is open, and its integration goes to it as before", async () => {
      const result = await run(option, { auth: { kind: "iam" } }, { public: true });
      const methods = accessOf(result, option);
      assert.deepEqual([methods["/orders"], methods["/orders/{proxy+}"]], [open, open]);
      assert.equal(methods["/stock"]?.[0], "AWS_IAM");
      const before = await run(option, {});
      const name = `option-${option}/orders`;
      assert.deepEqual(find(result, apiIntegration, name).inputs, find(before, apiIntegration, name).inputs);
    });

    it("API keys are required once clients have theirs", async () => {
      const usagePlans = [{ name: "partners", keys: ["acme"] }];
      const key = ["NONE", undefined, undefined, true];
      const paths = ["/orders", "/customers", "/stock", "/shipping"];
      assert.deepEqual(accessOf(await run(option, { usagePlans }), option), methodsOf(key, ...paths));
      const soft = await run(option, { usagePlans, apiKeys: "optional" });
      assert.deepEqual(accessOf(soft, option), methodsOf(open, ...paths));
    });

    it("integrations pass the id of the request, and always write timeout and transfer mode", async () => {
      const result = await run(option, { timeoutSeconds: 20 }, { timeoutSeconds: 7, streaming: true });
      const settings = (path: string) => {
        const { inputs } = find(result, apiIntegration, `option-${option}${path}`);
        return [inputs["timeoutMilliseconds"], inputs["responseTransferMode"], inputs["requestParameters"]];
      };
      const header = { "integration.request.header.X-Request-Id": "context.requestId" };
      const proxy = { "integration.request.path.proxy": "method.request.path.proxy" };
      assert.deepEqual(settings("/orders"), [7000, "STREAM", header]);
      assert.deepEqual(settings("/orders/{proxy+}"), [7000, "STREAM", { ...header, ...proxy }]);
      assert.deepEqual(settings("/stock"), [20_000, "BUFFERED", header]);
      const { inputs } = find(await run(option, {}), apiIntegration, `option-${option}/stock`);
      assert.deepEqual([inputs["timeoutMilliseconds"], inputs["responseTransferMode"]], [29_000, "BUFFERED"]);
    });

    it("limits are settings of the stage and of each verb of the routes of a service", async () => {
      const throttle = { ratePerSecond: 100, burst: 200 };
      const result = await run(option, { throttle }, { throttle: { ratePerSecond: 0.5, burst: 2 } });
      const own = { throttlingRateLimit: 0.5, throttlingBurstLimit: 2 };
      assert.deepEqual(
        ofType(result, "MethodSettings").map(({ name, inputs }) => [name, inputs["methodPath"], inputs["settings"]]),
        [
          [`option-${option}`, "*/*", { throttlingRateLimit: 100, throttlingBurstLimit: 200 }],
          ...verbs.flatMap((verb) => [
            [`option-${option}:${verb}/orders`, `~1orders/${verb}`, own],
            [`option-${option}:${verb}/orders/{proxy+}`, `~1orders~1{proxy+}/${verb}`, own],
          ]),
        ],
      );
      for (const { dependencies } of ofType(result, "MethodSettings"))
        assert.deepEqual(named(dependencies), [`Stage option-${option}`]);
    });

    it("the path of the root has the settings of a single encoded slash", async () => {
      const result = await run(option, {}, { path: "/", throttle: { ratePerSecond: 1, burst: 1 } });
      assert.deepEqual(
        ofType(result, "MethodSettings").map(({ name, inputs }) => [name, inputs["methodPath"]]),
        [
          ...verbs.flatMap((verb) => [
            [`option-${option}:${verb}/`, `~1/${verb}`],
            [`option-${option}:${verb}/{proxy+}`, `~1{proxy+}/${verb}`],
          ]),
        ],
      );
    });

    it("the web ACL is associated with the stage, and its association is deleted before it is replaced", async () => {
      const result = await run(option, { webAcl });
      const { inputs, options, dependencies } = find(result, "WebAclAssociation", `option-${option}`);
      const stage = find(result, "Stage", `option-${option}`);
      assert.deepEqual(inputs, { resourceArn: stage.outputs["arn"], webAclArn: webAcl });
      assert.equal(options.deleteBeforeReplace, true);
      assert.deepEqual(named(dependencies), [`Stage option-${option}`]);
    });

    it("the mapping of the domain waits for web ACL and limits", async () => {
      const throttle = { ratePerSecond: 100, burst: 200 };
      const result = await run(option, { ...withDomain(), webAcl, throttle });
      const [mapping] = ofType(result, "ApiMapping");
      const waits = named(mapping?.dependencies ?? []);
      for (const one of ["WebAclAssociation", "MethodSettings", "Stage"])
        assert.ok(waits.includes(`${one} option-${option}`), one);
    });

    it("a stage with logs waits for the role of the account, if the stack has it", async () => {
      for (const [restLogRole, waits] of [
        ["create", true],
        ["exists", false],
      ] as const) {
        const result = await run(option, { accessLogs: true, account: { restLogRole }, logRetentionDays: 7 });
        const { inputs, dependencies } = find(result, "Stage", `option-${option}`);
        const group = find(result, "LogGroup", `option-${option}`);
        assert.equal(group.inputs["retentionInDays"], 7);
        const { destinationArn, format } = inputs["accessLogSettings"] as Record<string, string>;
        assert.equal(destinationArn, group.outputs["arn"]);
        assert.equal((JSON.parse(format ?? "") as Record<string, string>)["requestId"], "$context.requestId");
        assert.equal(named(dependencies).includes("Account rest-log-role"), waits, restLogRole);
        assert.equal(ofType(result, "aws:apigateway/account:Account").length, waits ? 1 : 0);
      }
    });

    it("without the role of the account, a stage that wants logs has none", async () => {
      const result = await run(option, { accessLogs: true });
      assert.equal(find(result, "Stage", `option-${option}`).inputs["accessLogSettings"], undefined);
      assert.equal(ofType(result, "LogGroup").length, articleServices.length);
    });
  });
}
