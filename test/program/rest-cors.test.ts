import assert from "node:assert/strict";
import { adminOrigin, cognito, shopOrigin } from "../support/access";
import { find, named, ofType, runStack } from "../support/run";

const name = "option-5";
const usagePlans = [{ name: "partners", keys: ["acme"] }];
const run = (cors: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  runStack("dev", "apply", { option: 5, cors, ...more });

const paths = ["/customers", "/orders", "/shipping", "/stock"].flatMap((path) => [path, `${path}/{proxy+}`]);
const responseHeader = (header: string) => `method.response.header.${header}`;

/** Headers of a resource with their mapping expressions, without the prefix. */
const headersOf = (inputs: Readonly<Record<string, unknown>>, prefix: string) =>
  Object.fromEntries(
    Object.entries(inputs["responseParameters"] as Record<string, unknown>).map(([key, value]) => [
      key.replace(prefix, ""),
      value,
    ]),
  );
const preflightOf = (result: Awaited<ReturnType<typeof run>>) =>
  headersOf(find(result, "IntegrationResponse", `${name}:OPTIONS/orders`).inputs, "method.response.header.");
const errorsOf = (result: Awaited<ReturnType<typeof run>>) =>
  headersOf(find(result, "aws:apigateway/response:Response", `${name}:DEFAULT_4XX`).inputs, "gatewayresponse.header.");

describe("preflights of a REST API", () => {
  it("each route has a method OPTIONS, open under authorizer and API keys, on its own resource", async () => {
    const result = await run({ origins: [shopOrigin] }, { auth: cognito, usagePlans });
    const preflights = ofType(result, "aws:apigateway/method:Method").filter(({ name: own }) => own.includes(":"));
    assert.deepEqual(
      preflights.map(({ name: own }) => own).sort(),
      paths.map((path) => `${name}:OPTIONS${path}`),
    );
    for (const { name: own, inputs } of preflights) {
      const { resourceId, restApi, ...others } = inputs;
      assert.deepEqual(others, { httpMethod: "OPTIONS", authorization: "NONE" }, own);
      const served = find(result, "aws:apigateway/method:Method", own.replace(":OPTIONS", "")).inputs;
      assert.deepEqual([resourceId, restApi], [served["resourceId"], served["restApi"]], own);
    }
  });

  it("the mock answers 204 as text, although all media types of the API are binary", async () => {
    const result = await run({ origins: [shopOrigin] });
    for (const path of paths) {
      const { inputs } = find(result, "aws:apigateway/integration:Integration", `${name}:OPTIONS${path}`);
      assert.equal(inputs["type"], "MOCK");
      assert.equal(inputs["contentHandling"], "CONVERT_TO_TEXT");
      assert.deepEqual(inputs["requestTemplates"], { "application/json": '{"statusCode":204}' });
      const answer = find(result, "IntegrationResponse", `${name}:OPTIONS${path}`).inputs;
      assert.deepEqual([answer["statusCode"], answer["contentHandling"]], ["204", "CONVERT_TO_TEXT"]);
      assert.equal(find(result, "MethodResponse", `${name}:OPTIONS${path}`).inputs["statusCode"], "204");
    }
  });

  it("the answer of an integration waits for the integration and for the declared headers", async () => {
    const result = await run({ origins: [shopOrigin] });
    for (const { name: own, dependencies } of ofType(result, "IntegrationResponse")) {
      const waits = named(dependencies);
      for (const type of ["Integration", "MethodResponse", "Method"])
        assert.ok(waits.includes(`${type} ${own}`), `${type} ${own}`);
    }
  });

  it("one origin and the defaults of the other keys are static headers", async () => {
    const result = await run({ origins: [shopOrigin] });
    assert.deepEqual(preflightOf(result), {
      "Access-Control-Allow-Origin": "'https://shop.example.com'",
      "Access-Control-Allow-Methods": "'GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS'",
      "Access-Control-Allow-Headers": "'authorization,content-type,x-api-key,x-amz-date,x-amz-security-token'",
      "Access-Control-Max-Age": "'600'",
    });
    assert.equal(find(result, "IntegrationResponse", `${name}:OPTIONS/orders`).inputs["responseTemplates"], undefined);
  });

  it("all keys of cors arrive in the headers", async () => {
    const methods = ["GET", "PUT"];
    const cors = { origins: [shopOrigin], methods, headers: ["x-trace"], credentials: true, maxAgeSeconds: -1 };
    assert.deepEqual(preflightOf(await run(cors)), {
      "Access-Control-Allow-Origin": "'https://shop.example.com'",
      "Access-Control-Allow-Methods": "'GET,PUT'",
      "Access-Control-Allow-Headers": "'x-trace'",
      "Access-Control-Max-Age": "'-1'",
      "Access-Control-Allow-Credentials": "'true'",
    });
  });

  it("of several origins the one of the request is allowed, compared as it is, in both spellings of the header", async () => {
    const result = await run({ origins: [shopOrigin, adminOrigin] });
    const { inputs } = find(result, "IntegrationResponse", `${name}:OPTIONS/orders`);
    assert.equal(preflightOf(result)["Access-Control-Allow-Origin"], "'https://shop.example.com'");
    assert.equal(preflightOf(result)["Vary"], "'Origin'");
    assert.deepEqual(inputs["responseTemplates"], {
      "application/json": [
        '#set($origin = $input.params().header.get("Origin"))',
        '#if(!$origin || $origin == "")#set($origin = $input.params().header.get("origin"))#end',
        '#if($origin == "https://shop.example.com" || $origin == "https://admin.example.com")#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end',
      ].join("\n"),
    });
  });

  it("any origin is one header for all, without template and Vary", async () => {
    const result = await run({ origins: ["*"], methods: ["*"] });
    assert.equal(preflightOf(result)["Access-Control-Allow-Origin"], "'*'");
    assert.equal(preflightOf(result)["Access-Control-Allow-Methods"], "'*'");
    assert.equal(preflightOf(result)["Vary"], undefined);
    assert.equal(errorsOf(result)["Access-Control-Allow-Origin"], "'*'");
    assert.equal(find(result, "IntegrationResponse", `${name}:OPTIONS/orders`).inputs["responseTemplates"], undefined);
  });

  it("every header of an answer is declared, and the declaration is the same for all settings of cors", async () => {
    const declared = async (cors: Record<string, unknown>) =>
      find(await run(cors), "MethodResponse", `${name}:OPTIONS/orders`).inputs["responseParameters"] as object;
    const all = { origins: [shopOrigin, adminOrigin], credentials: true };
    assert.deepEqual(await declared(all), await declared({ origins: ["*"] }));
    const keys = Object.keys(await declared(all));
    for (const header of Object.keys(preflightOf(await run(all)))) assert.ok(keys.includes(responseHeader(header)));
  });
});

describe("errors of a REST API that browsers can read", () => {
  it("both default types keep their body and status", async () => {
    const result = await run({ origins: [shopOrigin] });
    const responses = ofType(result, "aws:apigateway/response:Response");
    assert.deepEqual(
      responses.map(({ name: own, inputs }) => [own, inputs["responseType"], inputs["statusCode"]]),
      [
        [`${name}:DEFAULT_4XX`, "DEFAULT_4XX", undefined],
        [`${name}:DEFAULT_5XX`, "DEFAULT_5XX", undefined],
      ],
    );
    for (const { inputs } of responses)
      assert.deepEqual(inputs["responseTemplates"], { "application/json": '{"message":$context.error.messageString}' });
  });

  it("one origin and the exposed headers are named", async () => {
    assert.deepEqual(errorsOf(await run({ origins: [shopOrigin], exposeHeaders: ["x-a", "x-b"], credentials: true })), {
      "Access-Control-Allow-Origin": "'https://shop.example.com'",
      "Access-Control-Expose-Headers": "'x-a,x-b'",
      "Access-Control-Allow-Credentials": "'true'",
    });
  });

  it("of several origins any may read them, by its own name if the request has cookies", async () => {
    const origins = [shopOrigin, adminOrigin];
    assert.deepEqual(errorsOf(await run({ origins })), { "Access-Control-Allow-Origin": "'*'", Vary: "'Origin'" });
    assert.deepEqual(errorsOf(await run({ origins, credentials: true })), {
      "Access-Control-Allow-Origin": "method.request.header.origin",
      "Access-Control-Allow-Credentials": "'true'",
      Vary: "'Origin'",
    });
  });
});
