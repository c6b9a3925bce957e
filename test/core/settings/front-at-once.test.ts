import assert from "node:assert/strict";
import { certificateArn, hostedZone } from "../../support/front";
import { article, problemsOf, service } from "../../support/scenario";

const serverName = "internal.example.com";

/** Keys of all problems of a configuration. */
const places = (raw: Record<string, unknown>) =>
  problemsOf(article(raw)).map((problem) => problem.slice(0, problem.indexOf(": ")));

describe("refused keys of the front door", () => {
  it("a refused key of tls, domain or hostedZone hides no problem of another", () => {
    const inIreland = certificateArn.replace("us-east-1", "eu-west-1");
    const inCloudMap = service("orders", "sales", { balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } });
    assert.deepEqual(places({ tls: { serverName: "*.example.com" }, hostedZone, services: [inCloudMap] }), [
      "tls.serverName",
      "services[0].balancer (orders)",
    ]);
    const mutualTls = { truststore: "https://shop-trust/clients.pem" };
    assert.deepEqual(places({ domain: { name: "api.example.com", certificate: inIreland, mutualTls } }), [
      "domain.mutualTls.truststore",
      "domain.certificate",
    ]);
    assert.deepEqual(places({ domain: { name: "*.example.com", basePath: "ping" }, hostedZone }), [
      "domain.name",
      "domain.basePath",
    ]);
    assert.deepEqual(
      places({ domain: { name: "api.example.org" }, hostedZone: { ...hostedZone, id: "/hostedzone/Z1" } }),
      ["hostedZone.id", "domain.name"],
    );
  });

  it("a refused key of tls or domain has no consequences at the keys that it is validated with", () => {
    const same = { name: serverName, certificate: certificateArn };
    assert.deepEqual(places({ tls: { serverName, certificate: "nonsense" }, domain: same }), ["tls.certificate"]);
    assert.deepEqual(
      places({
        tls: { serverName: "a.example.org", certificate: "nonsense" },
        domain: { name: "api.example.com" },
        hostedZone,
      }),
      ["tls.certificate"],
    );
    const name = "api.example.com";
    assert.deepEqual(places({ domain: { name, certifcate: certificateArn } }), ["domain"]);
    assert.deepEqual(places({ domain: { name, existing: "yes", basePath: "v1" } }), ["domain.existing"]);
    assert.deepEqual(places({ domain: "api.example.com", hostedZone }), ["domain"]);
    assert.deepEqual(places({ tls: true, hostedZone }), ["tls"]);
    const mutualTls = { truststore: "s3://shop-trust/clients.pem", ownershipCertificate: certificateArn };
    assert.deepEqual(places({ domain: { name, certificate: 1, mutualTls } }), ["domain.certificate"]);
  });
});
