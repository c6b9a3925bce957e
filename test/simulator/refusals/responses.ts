import type { Properties } from "../../../simulator/values";
import type { Case, TestAccount } from "../fixture";

const header = "method.response.header.Access-Control-Allow-Origin";
const origin = "'https://www.example.com'";

/** A preflight method without responses. */
class Preflight {
  private readonly on: Properties;

  constructor(private readonly account: TestAccount) {
    const api = account.create("apigateway/restApi:RestApi", "rest");
    this.on = { restApi: api.id, resourceId: String(api.outputs["rootResourceId"]), httpMethod: "OPTIONS" };
  }

  method(): this {
    this.account.create("apigateway/method:Method", "method", { ...this.on, authorization: "NONE" });
    return this;
  }

  mock(): this {
    this.account.create("apigateway/integration:Integration", "integration", { ...this.on, type: "MOCK" });
    return this;
  }

  methodResponse(inputs: Properties = { responseParameters: { [header]: true } }): this {
    const own = { ...this.on, statusCode: "204", ...inputs };
    this.account.create("apigateway/methodResponse:MethodResponse", "method-response", own);
    return this;
  }

  integrationResponse(inputs: Properties = { responseParameters: { [header]: origin } }, name = "response"): this {
    const own = { ...this.on, statusCode: "204", ...inputs };
    this.account.create("apigateway/integrationResponse:IntegrationResponse", name, own);
    return this;
  }
}

/** A preflight that API Gateway answers. */
const whole = (account: TestAccount) => new Preflight(account).method().mock().methodResponse().integrationResponse();
const gatewayResponse = (account: TestAccount, key: string, mapping = origin) =>
  account.create("apigateway/response:Response", "response", {
    restApiId: account.create("apigateway/restApi:RestApi", "rest").id,
    responseType: "DEFAULT_4XX",
    responseParameters: { [key]: mapping },
  });
const http = (account: TestAccount, corsConfiguration: Properties) =>
  account.create("apigatewayv2/api:Api", "http", { protocolType: "HTTP", corsConfiguration });

export const responses: Readonly<Record<string, Case>> = {
  "method response without its method": {
    error: /^Error: NotFoundException: Invalid Method identifier specified$/,
    refused: (account) => {
      new Preflight(account).methodResponse();
    },
    accepted: (account) => {
      new Preflight(account).method().methodResponse();
    },
  },
  "integration response without its integration": {
    error: /^Error: NotFoundException: Invalid Integration identifier specified$/,
    refused: (account) => {
      new Preflight(account).method().methodResponse().integrationResponse();
    },
    accepted: whole,
  },
  "integration response with a header, without method response": {
    error: /errors : \[No method response exists for method\.\]$/,
    refused: (account) => {
      new Preflight(account).method().mock().methodResponse({ statusCode: "200" }).integrationResponse();
    },
    accepted: whole,
  },
  "integration response with a header that the method response does not have": {
    error:
      /^Error: BadRequestException: Invalid mapping expression specified: Validation Result: warnings : \[\], errors : \[Invalid mapping expression parameter specified: method\.response\.header\.Access-Control-Allow-Origin\]$/,
    refused: (account) => {
      new Preflight(account)
        .method()
        .mock()
        .methodResponse({ responseParameters: { "method.response.header.Access-Control-Allow-Headers": true } })
        .integrationResponse();
    },
    accepted: whole,
  },
  "header of an integration response without single quotes": {
    error: /errors : \[Invalid mapping expression specified: \*\]$/,
    refused: (account) => {
      const responseParameters = { [header]: "*" };
      new Preflight(account).method().mock().methodResponse().integrationResponse({ responseParameters });
    },
    accepted: (account) => {
      const responseParameters = { [header]: "'*'" };
      new Preflight(account).method().mock().methodResponse().integrationResponse({ responseParameters });
      account.update("response", { responseParameters: { [header]: "context.requestId" } });
    },
  },
  "second integration response without a pattern": {
    error: /^Error: ConflictException: Integration response with selection pattern default already exists$/,
    refused: (account) => {
      whole(account).integrationResponse({ statusCode: "200" }, "second");
    },
    accepted: (account) => {
      whole(account).integrationResponse({ statusCode: "200", selectionPattern: "5\\d{2}" }, "second");
    },
  },
  "gateway response with the header of a method response": {
    error:
      /^Error: BadRequestException: Invalid mapping expression specified: Validation Result: warnings : \[\], errors : \[Invalid mapping expression specified: method\.response\.header\.Access-Control-Allow-Origin\]$/,
    refused: (account) => {
      gatewayResponse(account, header);
    },
    accepted: (account) => {
      gatewayResponse(account, "gatewayresponse.header.Access-Control-Allow-Origin");
    },
  },
  "header of a gateway response without single quotes": {
    error: /errors : \[Invalid mapping expression specified: https:\/\/www\.example\.com\]$/,
    refused: (account) => {
      gatewayResponse(account, "gatewayresponse.header.Access-Control-Allow-Origin", "https://www.example.com");
    },
    accepted: (account) => {
      gatewayResponse(account, "gatewayresponse.header.Access-Control-Allow-Origin", "method.request.header.Origin");
    },
  },
  "credentials from any origin": {
    error: /^Error: BadRequestException: allow-credentials is not supported if 'allow-origin' is \*$/,
    refused: (account) => {
      http(account, { allowOrigins: ["*"], allowCredentials: true });
    },
    accepted: (account) => {
      http(account, { allowOrigins: ["*"], allowCredentials: false });
      account.update("http", {
        corsConfiguration: { allowOrigins: ["https://www.example.com"], allowCredentials: true },
      });
    },
  },
};
