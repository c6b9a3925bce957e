import type { Properties } from "../../../simulator/values";
import type { Case, TestAccount } from "../fixture";
import { linkV2, restApi } from "../fixture";
import { domainV1, domainV2, httpApi, issued, mapping } from "../front";

/** A domain name, and an HTTP API with a stage. @returns the API's id */
function prepared(account: TestAccount): string {
  domainV2(account, "domain", issued(account, "api-name").id);
  return httpApi(account, "http");
}

const classic = (account: TestAccount, name: string, apiId: string, inputs: Properties = {}) =>
  account.create("apigatewayv2/apiMapping:ApiMapping", name, {
    apiId,
    domainName: "api.example.com",
    stage: "$default",
    ...inputs,
  });
const basePath = (account: TestAccount, name: string, inputs: Properties = {}) =>
  account.create("apigateway/basePathMapping:BasePathMapping", name, {
    restApi: account.get("api").id,
    stageName: "live",
    domainName: "api.example.com",
    ...inputs,
  });
const withRestApi = (account: TestAccount) => {
  prepared(account);
  restApi(account, linkV2(account, "link").id);
};

const invalid = (key: string): Case => ({
  error:
    /^Error: BadRequestException: An ApiMapping key may contain only letters, numbers and one of \$-_\.\+!\*'\(\),$/,
  refused: (account) => {
    mapping(account, "m", prepared(account), { apiMappingKey: key });
  },
  accepted: (account) => {
    mapping(account, "m", prepared(account), { apiMappingKey: "v1/orders-$_.+!*'()" });
    account.update("m", { apiMappingKey: "" });
  },
});

export const mappings: Readonly<Record<string, Case>> = {
  "second mapping with the same key": {
    error: /^Error: ConflictException: ApiMapping key already exists for this domain name$/,
    refused: (account) => {
      mapping(account, "one", prepared(account));
      mapping(account, "two", httpApi(account, "other"));
    },
    accepted: (account) => {
      mapping(account, "one", prepared(account));
      mapping(account, "two", httpApi(account, "other"), { apiMappingKey: "v2" });
      mapping(account, "three", account.get("other").id, { domainName: "of.another.stack" });
    },
  },
  "mapping of the classic provider created before the old one is deleted": {
    error: /ApiMapping key already exists/,
    refused: (account) => {
      classic(account, "old", prepared(account));
      classic(account, "new", httpApi(account, "other"));
    },
    accepted: (account) => {
      classic(account, "old", prepared(account));
      account.delete("old");
      classic(account, "new", httpApi(account, "other"));
    },
  },
  "mapping moved to a key that exists": {
    error: /ApiMapping key already exists/,
    refused: (account) => {
      mapping(account, "one", prepared(account));
      mapping(account, "two", account.get("http").id, { apiMappingKey: "v2" });
      account.update("two", { apiMappingKey: undefined });
    },
    accepted: (account) => {
      mapping(account, "one", prepared(account));
      account.update("one", { apiId: httpApi(account, "other") });
      account.update("one", { apiMappingKey: "v2" });
    },
  },
  "second base path mapping at the root": {
    error: /^Error: ConflictException: Base path already exists for this domain name$/,
    refused: (account) => {
      withRestApi(account);
      mapping(account, "one", account.get("http").id);
      basePath(account, "two");
    },
    accepted: (account) => {
      withRestApi(account);
      mapping(account, "one", account.get("http").id);
      basePath(account, "two", { basePath: "v1" });
    },
  },
  "mapping before its stage": {
    error: /^Error: BadRequestException: Invalid stage identifier specified$/,
    refused: (account) => {
      prepared(account);
      mapping(account, "m", account.create("apigatewayv2/api:Api", "bare").id);
    },
    accepted: (account) => {
      withRestApi(account);
      mapping(account, "m", account.get("api").id, { stage: "live" });
    },
  },
  "mapping to an API that does not exist": {
    error: /^Error: NotFoundException: Invalid API identifier specified 123456789012:a1b2c3d4e5$/,
    refused: (account) => {
      prepared(account);
      mapping(account, "m", "a1b2c3d4e5");
    },
    accepted: (account) => {
      mapping(account, "m", prepared(account));
    },
  },
  "mapping key that is a slash": invalid("/"),
  "mapping key with a slash at its end": invalid("v1/"),
  "mapping key with two slashes in a row": invalid("v1//orders"),
  "mapping key with a space": invalid("my orders"),
  "mapping key of 301 characters": invalid("a".repeat(301)),
  "API mapping on a domain name with TLS 1.0": {
    error: /^Error: BadRequestException: Only REGIONAL domain names with a security policy of TLS 1\.2 can be managed/,
    refused: (account) => {
      const certificate = { regionalCertificateArn: issued(account, "name").id };
      domainV1(account, "domain", { ...certificate, securityPolicy: "TLS_1_0" });
      mapping(account, "m", httpApi(account, "http"));
    },
    accepted: (account) => {
      const certificate = { regionalCertificateArn: issued(account, "name").id };
      domainV1(account, "domain", { ...certificate, securityPolicy: "TLS_1_2" });
      mapping(account, "m", httpApi(account, "http"));
    },
  },
  "HTTP API deleted while a domain name is mapped to it": {
    error:
      /^Error: BadRequestException: Deleting API [0-9a-f]{10} failed\. Please remove all API mappings for the API from your custom domain names\.$/,
    refused: (account) => {
      mapping(account, "m", prepared(account));
      account.delete("http");
    },
    accepted: (account) => {
      mapping(account, "m", prepared(account));
      account.update("m", { apiId: httpApi(account, "other") });
      account.delete("http");
    },
  },
  "REST API deleted while a domain name is mapped to it": {
    error:
      /^Error: BadRequestException: Deleting RestApi [0-9a-f]{10} failed\. Please remove all base path mappings related to the RestApi in your domains: api\.example\.com\.$/,
    refused: (account) => {
      withRestApi(account);
      mapping(account, "m", account.get("api").id, { stage: "live" });
      account.delete("api");
    },
    accepted: (account) => {
      withRestApi(account);
      mapping(account, "m", account.get("api").id, { stage: "live" });
      account.delete("m");
      account.delete("api");
    },
  },
  "stage deleted while a domain name is mapped to it": {
    error:
      /^Error: BadRequestException: Deleting stage live failed\. Please remove all base path mappings related to the stage in your domain$/,
    refused: (account) => {
      withRestApi(account);
      basePath(account, "m");
      account.delete("stage");
    },
    accepted: (account) => {
      withRestApi(account);
      basePath(account, "m");
      // API Gateway deletes the mappings of a domain name with it.
      account.delete("domain");
      account.delete("stage");
    },
  },
  "stage of an HTTP API deleted while a domain name is mapped to it": {
    error: /Deleting stage \$default failed\. Please remove all base path mappings/,
    refused: (account) => {
      mapping(account, "m", prepared(account));
      account.delete("http-stage");
    },
    accepted: (account) => {
      mapping(account, "m", prepared(account));
      account.delete("m");
      account.delete("http-stage");
    },
  },
};
