import assert from "node:assert/strict";
import { everyOption } from "../support/scenario";
import { host, mapped } from "./mapped-domain";

const mutualTls = { mutualTlsAuthentication: { truststoreUri: "s3://bucket/truststore.pem" } };

for (const option of everyOption) {
  describe(`requests to a domain name under option ${option}`, () => {
    it("a mapping without a key has the API at the root of the domain", async () => {
      const domain = await mapped(option);
      domain.map();
      assert.equal(domain.summary("/orders/a"), "orders /a");
      assert.equal(domain.summary("/live/orders"), option === 1 ? "404 route" : "403 route");
    });

    it("the base path is removed before a route is chosen", async () => {
      const domain = await mapped(option);
      domain.map("shop/v1");
      assert.equal(domain.summary("/shop/v1/stock/7"), "stock /7");
      for (const path of ["/stock/7", "/shop", "/shop/v2/stock", "/shop/v1s/stock"])
        assert.equal(domain.summary(path), "403 mapping", path);
      assert.match(domain.ask("/stock/7").reason, /"Forbidden"/);
    });

    it("a closed default endpoint answers as AWS does, the domain name serves", async () => {
      const domain = await mapped(option);
      domain.map();
      const type = option === 1 ? "Api" : "RestApi";
      domain.stack.update(type, `option-${String(option)}`, { disableExecuteApiEndpoint: true });
      if (option !== 1) {
        assert.equal(domain.stack.summary("/live/orders"), "orders /");
        const { inputs } = domain.stack.get("Deployment", `option-${String(option)}`);
        const { id } = domain.create("aws:apigateway/deployment:Deployment", "closed", inputs);
        domain.stack.update("Stage", `option-${String(option)}`, { deployment: id });
      }
      assert.equal(domain.stack.summary("/live/orders"), option === 1 ? "404 API" : "403 API");
      assert.equal(domain.summary("/orders"), "orders /");
    });
  });
}

describe("requests to a domain name", () => {
  it("the longest key decides, and the root takes the rest", async () => {
    const domain = await mapped(1);
    const other = domain.create("aws:apigatewayv2/api:Api", "other", { name: "other", protocolType: "HTTP" });
    domain.create("aws:apigatewayv2/stage:Stage", "other", { apiId: other.id, name: "live", autoDeploy: true });
    domain.map();
    domain.map("orders", { apiId: other.id });
    domain.map("orders/v1");
    assert.equal(domain.summary("/orders/v1/stock"), "stock /");
    assert.equal(domain.ask("/orders/stock").resource, other.urn);
    assert.equal(domain.summary("/stock"), "stock /");
  });

  it("without a stripped prefix a service sees the base path, if $request.path has it", async () => {
    const domain = await mapped(1);
    domain.map("shop");
    for (const { urn, id, inputs, outputs } of domain.account.of("aws:apigatewayv2/integration:Integration")) {
      const requestParameters = { "overwrite:path": "$request.path" };
      domain.account.update(urn, id, outputs, { ...inputs, requestParameters });
    }
    assert.equal(domain.summary("/shop/orders/1"), "orders /shop/orders/1");
    assert.equal(domain.stack.summary("/live/orders/1"), "orders /orders/1");
  });

  it("the two mapping types of the other provider are followed too", async () => {
    const domain = await mapped(2);
    const own = { domainName: host, stage: "live" };
    domain.create("aws:apigatewayv2/apiMapping:ApiMapping", "v2", {
      ...own,
      apiId: domain.api.id,
      apiMappingKey: "a/b",
    });
    domain.create("aws:apigateway/basePathMapping:BasePathMapping", "v1", {
      ...{ domainName: host, restApi: domain.api.id, stageName: "live", basePath: "c" },
    });
    assert.equal(domain.summary("/a/b/orders"), "orders /");
    assert.equal(domain.summary("/c/orders"), "orders /");
    assert.equal(domain.summary("/orders"), "403 mapping");
  });

  it("a record must point to the domain name; without any, DNS is kept elsewhere", async () => {
    const domain = await mapped(1);
    domain.map();
    assert.equal(domain.summary("/orders"), "orders /");
    domain.point("A", "d-elsewhere.execute-api.us-east-1.amazonaws.com");
    assert.equal(domain.summary("/orders"), "0 DNS");
    assert.match(domain.ask("/orders").reason, /points to d-elsewhere/);
    domain.stack.delete("Record", "A");
    domain.point("A", domain.target.toUpperCase());
    assert.equal(domain.summary("/orders"), "orders /");
  });

  it("a host whose certificate the stack validates has no address without a record", async () => {
    const domain = await mapped(1);
    domain.map();
    domain.create("aws:route53/record:Record", "validation", {
      ...{
        zoneId: "Z0123456789ABCDEFGHIJ",
        name: `_a1.${host}`,
        type: "CNAME",
        ttl: 60,
        records: ["_b2.acm-validations.aws."],
      },
    });
    assert.equal(domain.summary("/orders"), "0 DNS");
    domain.point("CNAME");
    assert.equal(domain.summary("/orders"), "orders /");
  });

  it("an AAAA record must point to the domain name too; without IPv6 addresses it has no effect", async () => {
    const domain = await mapped(1);
    domain.map();
    domain.point("A");
    domain.point("AAAA");
    assert.equal(domain.summary("/orders"), "orders /");
    domain.stack.delete("Record", "AAAA");
    domain.point("AAAA", "d-elsewhere.execute-api.us-east-1.amazonaws.com");
    assert.equal(domain.summary("/orders"), "0 DNS");
    domain.stack.delete("Record", "A");
    assert.match(domain.ask("/orders").reason, /no address record/);
  });

  it("mutual TLS refuses a client without a trusted certificate", async () => {
    const domain = await mapped(1, mutualTls);
    domain.map();
    assert.equal(domain.summary("/orders"), "403 domain name");
    assert.equal(domain.summary("/orders", { clientCertificate: "untrusted" }), "403 domain name");
    assert.equal(domain.summary("/orders", { clientCertificate: "trusted" }), "orders /");
    assert.equal(domain.summary("/orders", { clientCertificate: "trusted", path: "/ping" }), "200 domain name");
  });

  it("/ping and /sping at the root are API Gateway's own", async () => {
    const domain = await mapped(1);
    domain.map();
    assert.equal(domain.summary("/ping"), "200 domain name");
    assert.equal(domain.summary("/sping"), "200 domain name");
    assert.equal(domain.summary("/ping/orders"), "404 route");
  });

  it("a domain name of another stack is followed by its mapping", async () => {
    const domain = await mapped(1);
    assert.equal(domain.summary("/orders"), "403 mapping");
    domain.map();
    domain.stack.delete("ApiMapping", "map-");
    assert.equal(domain.summary("/orders"), "403 mapping");
    domain.stack.delete("DomainName", "domain");
    assert.equal(domain.summary("/orders"), "0 domain name");
    domain.map();
    assert.equal(domain.summary("/orders"), "orders /");
  });
});
