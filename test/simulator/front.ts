import type { Existing } from "../../simulator/aws/existing";
import type { Properties } from "../../simulator/values";
import type { TestAccount } from "./fixture";

/** Requests a certificate, which is not issued before its record exists. */
export const requested = (account: TestAccount, name: string, inputs: Properties = {}) =>
  account.create("acm/certificate:Certificate", name, {
    domainName: `${name}.example.com`,
    validationMethod: "DNS",
    ...inputs,
  });

/** The inputs of the validation record of a certificate; `index` counts its names. */
export function recordOf({ outputs }: Existing, index = 0): Properties {
  const options = outputs["domainValidationOptions"] as readonly Record<string, string>[];
  const { resourceRecordName, resourceRecordType, resourceRecordValue } = options[index] ?? {};
  return { zoneId: "Z1", name: resourceRecordName, type: resourceRecordType, records: [resourceRecordValue], ttl: 60 };
}

export const record = (account: TestAccount, name: string, inputs: Properties) =>
  account.create("route53/record:Record", name, { zoneId: "Z1", type: "A", records: ["203.0.113.7"], ...inputs });

/** A certificate with its record, so that it is issued. */
export function issued(account: TestAccount, name: string, inputs: Properties = {}): Existing {
  const certificate = requested(account, name, inputs);
  record(account, `${name}-record`, { ...recordOf(certificate), allowOverwrite: true });
  return certificate;
}

export const domainV2 = (
  account: TestAccount,
  name: string,
  certificateArn: string,
  configuration: Properties = {},
  inputs: Properties = {},
) =>
  account.create("apigatewayv2/domainName:DomainName", name, {
    domainName: "api.example.com",
    domainNameConfiguration: {
      certificateArn,
      endpointType: "REGIONAL",
      securityPolicy: "TLS_1_2",
      ...configuration,
    },
    ...inputs,
  });

export const domainV1 = (account: TestAccount, name: string, inputs: Properties) =>
  account.create("apigateway/domainName:DomainName", name, {
    domainName: "api.example.com",
    endpointConfiguration: { types: "REGIONAL" },
    ...inputs,
  });

/** An HTTP API with the stage `$default`. @returns its id */
export function httpApi(account: TestAccount, name: string): string {
  const { id } = account.create("apigatewayv2/api:Api", name);
  account.create("apigatewayv2/stage:Stage", `${name}-stage`, { apiId: id, name: "$default", autoDeploy: true });
  return id;
}

/** A mapping of aws-native at the root of api.example.com. */
export const mapping = (account: TestAccount, name: string, apiId: string, inputs: Properties = {}) =>
  account.create("aws-native:apigatewayv2:ApiMapping", name, {
    apiId,
    domainName: "api.example.com",
    stage: "$default",
    ...inputs,
  });
