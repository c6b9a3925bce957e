import assert from "node:assert/strict";
import { certificateState } from "../../simulator/aws/certificate-states";
import { domainNamed, mappingsOf } from "../../simulator/aws/mappings";
import { AwsAccount } from "../../simulator/aws/account";
import { TestAccount, linkV2, restApi } from "./fixture";
import { domainV1, domainV2, httpApi, issued, mapping, record, recordOf, requested } from "./front";

const statusOf = ({ account }: TestAccount, name: string) =>
  account.of("aws:acm/certificate:Certificate").find(({ urn }) => urn.endsWith(`::${name}`))?.outputs["status"];

describe("certificates and domain names of a simulated account", () => {
  it("a certificate is issued when its record appears, and stays so without it", () => {
    const account = new TestAccount();
    const certificate = requested(account, "api");
    assert.equal(statusOf(account, "api"), "PENDING_VALIDATION");
    record(account, "of another name", { ...recordOf(certificate), name: "other.example.com" });
    assert.equal(statusOf(account, "api"), "PENDING_VALIDATION");
    record(account, "r", recordOf(certificate));
    assert.equal(statusOf(account, "api"), "ISSUED");
    account.delete("r");
    assert.equal(statusOf(account, "api"), "ISSUED");
    assert.equal(certificateState(account.account, certificate.id).isIssued, true);
  });

  it("a certificate is issued at once if the record of an earlier one is left", () => {
    const account = new TestAccount();
    const first = issued(account, "first", { domainName: "api.example.com" });
    account.delete("first");
    const second = requested(account, "second", { domainName: "api.example.com" });
    assert.notEqual(second.id, first.id);
    assert.equal(statusOf(account, "second"), "ISSUED");
  });

  it("a snapshot has the status of certificates", () => {
    const account = new TestAccount();
    const { id } = issued(account, "api");
    const copy = new AwsAccount();
    copy.restore(account.account.snapshot());
    assert.equal(certificateState(copy, id).isIssued, true);
  });

  it("what is known of a certificate: names, kind and key", () => {
    const account = new TestAccount();
    const { id } = requested(account, "api", {
      subjectAlternativeNames: ["*.example.com"],
      keyAlgorithm: "EC_secp384r1",
    });
    assert.deepEqual(certificateState(account.account, id), {
      names: ["api.example.com", "*.example.com"],
      isIssued: false,
      kind: "AMAZON_ISSUED",
      keyAlgorithm: "EC_secp384r1",
    });
    const imported = requested(account, "own", { certificateBody: "PEM" });
    assert.equal(certificateState(account.account, imported.id).kind, "IMPORTED");
    assert.equal(certificateState(account.account, imported.id).isIssued, true);
  });

  it("a certificate outside the stack is issued; a test may state its names", () => {
    const account = new TestAccount().account;
    const arn = "arn:aws:acm:us-east-1:123456789012:certificate/1";
    const unknown = { isIssued: true, kind: undefined, keyAlgorithm: undefined };
    assert.deepEqual(certificateState(account, arn), { names: undefined, ...unknown });
    account.outside = { zones: {}, certificates: { [arn]: ["*.example.com"] } };
    assert.deepEqual(certificateState(account, arn), { names: ["*.example.com"], ...unknown });
  });

  it("mappings of all three types are read in one form", () => {
    const account = new TestAccount();
    domainV2(account, "domain", issued(account, "name").id);
    restApi(account, linkV2(account, "link").id);
    const api = httpApi(account, "http");
    const at = { domainName: "api.example.com" };
    mapping(account, "native", api);
    account.create("apigatewayv2/apiMapping:ApiMapping", "classic", {
      ...{ ...at, apiId: api, stage: "$default", apiMappingKey: "v1/orders" },
    });
    account.create("apigateway/basePathMapping:BasePathMapping", "rest", {
      ...{ ...at, restApi: account.get("api").id, stageName: "live", basePath: "rest" },
    });
    assert.deepEqual(
      mappingsOf(account.account).map(({ domainName, key, api: of, stage }) => ({ domainName, key, api: of, stage })),
      [
        { domainName: "api.example.com", key: "", api, stage: "$default" },
        { domainName: "api.example.com", key: "v1/orders", api, stage: "$default" },
        { domainName: "api.example.com", key: "rest", api: account.get("api").id, stage: "live" },
      ],
    );
  });

  it("a domain name of either type is found by its name", () => {
    const account = new TestAccount();
    const first = domainV2(account, "one", issued(account, "name").id);
    const second = domainV1(account, "two", {
      domainName: "shop.example.com",
      regionalCertificateArn: account.get("name").id,
    });
    assert.equal(domainNamed(account.account, "API.example.com"), first);
    assert.equal(domainNamed(account.account, "shop.example.com"), second);
    assert.equal(domainNamed(account.account, "example.com"), undefined);
    // As pulumi import looks for it: by its id, without its ARN.
    assert.equal(account.account.find(first.urn, "api.example.com", {}), first);
  });

  it("a domain name goes with its mappings, and a later delete of one finds nothing", () => {
    const account = new TestAccount();
    domainV2(account, "domain", issued(account, "name").id);
    mapping(account, "root", httpApi(account, "http"));
    mapping(account, "elsewhere", account.get("http").id, { domainName: "of.another.stack" });
    account.delete("domain");
    assert.deepEqual(
      mappingsOf(account.account).map(({ domainName }) => domainName),
      ["of.another.stack"],
    );
    account.delete("root");
  });

  it("the validation of a certificate is not found without it", () => {
    const account = new TestAccount();
    const { id } = issued(account, "api");
    const type = "acm/certificateValidation:CertificateValidation";
    const { urn, id: validation } = account.create(type, "validation", { certificateArn: id });
    account.create(type, "other", { certificateArn: issued(account, "second").id });
    assert.ok(account.account.find(urn, validation, {}));
    account.delete("api");
    assert.equal(account.account.find(urn, validation, {}), undefined);
    assert.equal(account.account.of(`aws:${type}`).length, 1);
  });

  it("ids of records and mappings have the providers' forms", () => {
    const account = new TestAccount();
    const named = record(account, "r", { zoneId: "Z9", name: "API.example.com.", type: "AAAA" });
    assert.equal(named.id, "Z9_api.example.com_AAAA");
    assert.equal(named.outputs["fqdn"], "api.example.com");
    domainV2(account, "domain", issued(account, "name").id);
    assert.match(mapping(account, "m", httpApi(account, "http")).id, /^[0-9a-f]{6}\|api\.example\.com$/);
    const { id } = issued(account, "second");
    const validated = account.create("acm/certificateValidation:CertificateValidation", "v", { certificateArn: id });
    assert.match(validated.id, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000 UTC$/);
  });
});
