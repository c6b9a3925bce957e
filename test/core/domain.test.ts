import assert from "node:assert/strict";
import { instanceNames, renamedPlan } from "../../core/instance";
import { planStack } from "../../core/planner";
import { usageOf } from "../../core/quotas/usage";
import { certificateArn, dnsElsewhere, domainName, hostedZone, withDomain } from "../support/front";
import { article, everyOption, planOf, service, settingsOf } from "../support/scenario";

describe("the domain of a plan", () => {
  for (const option of everyOption)
    it(`option ${option}: is mapped to the API, and an issued certificate has its name`, () => {
      const { domain, certificates, apis } = planOf(article({ option, ...withDomain({ basePath: "v1" }) }));
      assert.deepEqual(domain, {
        name: domainName,
        domainName,
        api: `option-${option}`,
        basePath: "v1",
        own: { certificate: domainName, hostedZone: hostedZone.id, ipv6: false },
      });
      assert.deepEqual(certificates, [{ kind: "issued", name: domainName, domainName, hostedZone: hostedZone.id }]);
      assert.equal(apis[0]?.defaultEndpoint, "closed");
    });

  it("has an existing certificate and no hosted zone if its DNS is elsewhere", () => {
    const { domain, certificates } = planOf(article(dnsElsewhere({ defaultEndpoint: "open" })));
    assert.deepEqual(domain?.own, { certificate: domainName, ipv6: false });
    assert.deepEqual(certificates, [{ kind: "existing", name: domainName, domainName, arn: certificateArn }]);
  });

  it("has nothing of its own if another stack has it", () => {
    const { domain, certificates } = planOf(article({ domain: { name: domainName, existing: true } }));
    assert.deepEqual([domain, certificates], [{ name: domainName, domainName, api: "option-1" }, []]);
  });

  it("has the prefix of an instance in its names, and none in the domain name", () => {
    const { domain, certificates, apis } = renamedPlan(planOf(article(withDomain())), instanceNames("shop"));
    assert.deepEqual(
      [domain?.name, domain?.domainName, domain?.api, domain?.own?.certificate],
      [`shop-${domainName}`, domainName, "shop-option-1", `shop-${domainName}`],
    );
    assert.deepEqual([certificates[0]?.name, certificates[0]?.domainName], [`shop-${domainName}`, domainName]);
    assert.equal(apis[0]?.name, domain?.api);
  });
});

describe("integrations of an HTTP API", () => {
  const integrations = (keys: Record<string, unknown>) =>
    usageOf(planOf(article(keys))).find(({ quota }) => quota === "apigateway.integrationsPerHttpApi")?.used;

  it("are one for each service at the root of a domain, and one for each route under a base path", () => {
    assert.equal(integrations({}), 4);
    assert.equal(integrations(withDomain()), 4);
    // Four services with two routes each.
    assert.equal(integrations(withDomain({ basePath: "v1" })), 8);
  });

  it("of both kinds exist while a base path is added: a note says so before AWS refuses them", () => {
    const notes = (count: number, more: Record<string, unknown> = {}, option = 1) => {
      const services = Array.from({ length: count }, (_, index) => service(`s${index}`, "sales", more));
      const raw = article({ option, services, ...withDomain({ basePath: "v1" }) });
      return planStack(settingsOf(raw)).notes.filter((note) => note.includes("domain.basePath needs"));
    };
    // One integration of each service before, and two after.
    assert.deepEqual(notes(100), []);
    assert.deepEqual(notes(101), [
      'API option-1: an update that adds or removes domain.basePath needs 303 integrations at once; "Integrations per HTTP API" is 300, which AWS does not raise, so set domain.basePath in a new stack',
    ]);
    // Those of a service whose prefix is removed are the same with a base path.
    assert.deepEqual(notes(150, { stripPrefix: true }), []);
    assert.deepEqual(notes(101, {}, 5), []);
  });
});
