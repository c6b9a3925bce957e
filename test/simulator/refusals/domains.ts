import type { Case, TestAccount } from "../fixture";
import { domainV1, domainV2, issued, requested } from "../front";

const elsewhere = (from: string) => `arn:aws:acm:${from}:certificate/12345678-1234-1234-1234-123456789012`;
const truststore = { mutualTlsAuthentication: { truststoreUri: "s3://trust/ca.pem" } };
const enhanced = "SecurityPolicy_TLS13_1_2_2021_06";
const imported = (account: TestAccount) =>
  requested(account, "own", { certificateBody: "PEM", validationMethod: undefined }).id;
const restApi = (account: TestAccount, inputs: Record<string, string>) =>
  account.create("apigateway/restApi:RestApi", "api", inputs);

export const domains: Readonly<Record<string, Case>> = {
  "second domain name of the same name": {
    error: /^Error: ConflictException: The domain name you provided already exists\.$/,
    refused: (account) => {
      const certificate = issued(account, "api").id;
      domainV2(account, "one", certificate);
      domainV2(account, "two", certificate);
    },
    accepted: (account) => {
      const certificate = issued(account, "api").id;
      domainV2(account, "one", certificate);
      account.delete("one");
      domainV2(account, "two", certificate);
      domainV2(account, "three", certificate, {}, { domainName: "shop.example.com" });
    },
  },
  "domain name of the other type with the same name": {
    error: /The domain name you provided already exists/,
    refused: (account) => {
      const certificate = issued(account, "api").id;
      domainV2(account, "one", certificate);
      domainV1(account, "two", { domainName: "API.example.com", regionalCertificateArn: certificate });
    },
    accepted: (account) => {
      const certificate = issued(account, "api").id;
      domainV2(account, "one", certificate);
      account.delete("one");
      domainV1(account, "two", { regionalCertificateArn: certificate });
    },
  },
  "domain name with a certificate of another Region": {
    error:
      /^Error: BadRequestException: Invalid certificate ARN: arn:aws:acm:eu-west-1:123456789012:certificate\/\S+\. Certificate must be in 'us-east-1'\.$/,
    refused: (account) => {
      domainV2(account, "d", elsewhere("eu-west-1:123456789012"));
    },
    accepted: (account) => {
      domainV2(account, "d", elsewhere("us-east-1:123456789012"));
    },
  },
  "domain name with a certificate of another account": {
    error: /^Error: BadRequestException: The certificate provided must be owned by the account creating the domain\.$/,
    refused: (account) => {
      domainV1(account, "d", { regionalCertificateArn: elsewhere("us-east-1:210987654321") });
    },
    accepted: (account) => {
      domainV1(account, "d", { regionalCertificateArn: elsewhere("us-east-1:123456789012") });
    },
  },
  "domain name with a certificate that is not issued yet": {
    error:
      /^Error: BadRequestException: The certificate '\S+' is not issued \(the message of API Gateway is not known\)\.$/,
    refused: (account) => {
      domainV2(account, "d", requested(account, "api").id);
    },
    accepted: (account) => {
      domainV2(account, "d", issued(account, "api").id);
    },
  },
  "HTTP API's domain name with TLS 1.0": {
    error: /^Error: BadRequestException: TLS_1_0 is not supported for APIGatewayV2 domainName\.$/,
    refused: (account) => {
      domainV2(account, "d", issued(account, "api").id, { securityPolicy: "TLS_1_0" });
    },
    accepted: (account) => {
      domainV1(account, "d", { regionalCertificateArn: issued(account, "api").id, securityPolicy: "TLS_1_0" });
    },
  },
  "edge certificate of a Regional domain name": {
    error: /^Error: BadRequestException: Cannot import certificates for EDGE while REGIONAL is active\.$/,
    refused: (account) => {
      domainV1(account, "d", { certificateArn: issued(account, "api").id });
    },
    accepted: (account) => {
      domainV1(account, "d", { regionalCertificateArn: issued(account, "api").id });
    },
  },
  "enhanced security policy of a REST API without an access mode": {
    error: /^Error: BadRequestException: Endpoint access mode is required for the specified security policy$/,
    refused: (account) => {
      restApi(account, { securityPolicy: enhanced });
    },
    accepted: (account) => {
      restApi(account, { securityPolicy: enhanced, endpointAccessMode: "BASIC" });
      account.update("api", { securityPolicy: "TLS_1_2", endpointAccessMode: undefined });
    },
  },
  "enhanced security policy of a domain name without an access mode": {
    error: /Endpoint access mode is required/,
    refused: (account) => {
      domainV1(account, "d", { regionalCertificateArn: issued(account, "api").id });
      account.update("d", { securityPolicy: enhanced });
    },
    accepted: (account) => {
      domainV1(account, "d", { regionalCertificateArn: issued(account, "api").id });
      account.update("d", { securityPolicy: enhanced, endpointAccessMode: "STRICT" });
    },
  },
  "mutual TLS with an imported certificate, without one that shows the owner": {
    error: /^Error: BadRequestException: Missing ownershipVerificationCertificate\.$/,
    refused: (account) => {
      domainV2(account, "d", imported(account), {}, truststore);
    },
    accepted: (account) => {
      const owner = { ownershipVerificationCertificateArn: issued(account, "api").id };
      domainV2(account, "d", imported(account), owner, truststore);
      domainV2(account, "e", issued(account, "shop").id, {}, { ...truststore, domainName: "shop.example.com" });
    },
  },
};
