import assert from "node:assert/strict";
import type { RunResult } from "../../simulator/run";
import type { StackOutputs } from "../../core/outputs";
import { certificateArn, dnsElsewhere, domainName, hostedZone, withDomain } from "../support/front";
import { find, named, ofType, runStack } from "../support/run";
import { articleServices, everyOption } from "../support/scenario";

const mapping = "aws-native:apigatewayv2:ApiMapping";
const domainType = "aws:apigatewayv2/domainName:DomainName";
const nativeProvider = "pulumi:providers:aws-native";
const mutualTls = { truststore: "s3://shop-trust/clients.pem", version: "3" };

const dev = (option: number, keys: Record<string, unknown> = {}, pass: "preview" | "apply" = "apply") =>
  runStack("dev", pass, { option, ...keys });

const outputsOf = ({ outputs }: RunResult) => outputs as unknown as StackOutputs;

/** The API and the settings of it that a domain concerns. */
function endpointOf(result: RunResult): Record<string, unknown> {
  const [api] = result.resources.filter(({ type }) => /apigateway(v2)?\/(api:Api|restApi:RestApi)$/.test(type));
  const { disableExecuteApiEndpoint, securityPolicy, endpointAccessMode } = api?.inputs ?? {};
  return { disableExecuteApiEndpoint, securityPolicy, endpointAccessMode };
}

const triggersOf = (result: RunResult) =>
  find(result, "Deployment", result.resources.find(({ type }) => type.endsWith(":RestApi"))?.name ?? "").inputs[
    "triggers"
  ] as Record<string, string>;

const enhanced = { securityPolicy: "SecurityPolicy_TLS13_1_2_2021_06", endpointAccessMode: "BASIC" };
const none = { securityPolicy: undefined, endpointAccessMode: undefined };
/** The provider of a REST API does not open the endpoint again if the setting is only removed. */
const open = (isHttp: boolean) => ({ disableExecuteApiEndpoint: isHttp ? undefined : false });

for (const option of everyOption) {
  const isHttp = option === 1;

  describe(`a domain under option ${option}`, () => {
    it("has a validated certificate, one mapping to the stage, and an alias record", async () => {
      const result = await dev(option, withDomain());
      const certificate = find(result, "aws:acm/certificate:Certificate", domainName);
      const domain = find(result, domainType, domainName);
      assert.deepEqual(domain.inputs, {
        domainName,
        domainNameConfiguration: {
          certificateArn: certificate.outputs["arn"],
          endpointType: "REGIONAL",
          securityPolicy: "TLS_1_2",
          ipAddressType: "ipv4",
        },
      });
      assert.deepEqual(named(domain.dependencies), [`CertificateValidation ${domainName}`]);
      const api = find(
        result,
        isHttp ? "aws:apigatewayv2/api:Api" : "aws:apigateway/restApi:RestApi",
        `option-${option}`,
      );
      assert.deepEqual(find(result, mapping, domainName).options.replaceOnChanges, ["domainName"]);
      assert.deepEqual(find(result, mapping, domainName).inputs, {
        apiId: api.outputs["id"],
        domainName,
        stage: "live",
      });
      const { targetDomainName, hostedZoneId } = domain.outputs["domainNameConfiguration"] as Record<string, string>;
      assert.deepEqual(find(result, "Record", `${domainName}-A`).inputs, {
        zoneId: hostedZone.id,
        name: domainName,
        type: "A",
        aliases: [{ name: targetDomainName, zoneId: hostedZoneId, evaluateTargetHealth: false }],
      });
      const { url, domainTarget, api: shown } = outputsOf(result);
      assert.deepEqual([url, domainTarget], [`https://${domainName}`, targetDomainName]);
      assert.match(shown.url, /execute-api/);
    });

    it("maps only when stage and services are ready, and records wait for the mapping", async () => {
      const result = await dev(option, withDomain());
      const waits = named(find(result, mapping, domainName).dependencies);
      const expected = [
        `Stage option-${option}`,
        `DomainName ${domainName}`,
        ...["orders", "customers", "stock", "shipping"].map((name) => `Service ${name}`),
        // The stage of an HTTP API deploys its routes by itself, so it does not wait for them.
        ...(isHttp ? ["Route option-1/orders", "Route option-1/orders/{proxy+}"] : []),
      ];
      assert.deepEqual(
        expected.filter((name) => !waits.includes(name)),
        [],
      );
      assert.ok(named(find(result, "Record", `${domainName}-A`).dependencies).includes(`ApiMapping ${domainName}`));
    });

    it("maps without the services that nothing waits for", async () => {
      const services = articleServices.map((entry) => ({ ...entry, wait: entry.name !== "stock" }));
      const waits = named(find(await dev(option, { ...withDomain(), services }), mapping, domainName).dependencies);
      const waited = waits.filter((name) => name.startsWith("Service ")).sort();
      assert.deepEqual(waited, ["Service customers", "Service orders", "Service shipping"]);
    });

    it("closes the execute-api URL, in the triggers of a REST deployment too", async () => {
      const [without, closed, opened] = await Promise.all([
        dev(option),
        dev(option, withDomain()),
        dev(option, withDomain({ defaultEndpoint: "open" })),
      ]);
      const policy = isHttp ? none : enhanced;
      assert.deepEqual(endpointOf(without), { ...open(isHttp), ...policy });
      assert.deepEqual(endpointOf(closed), { disableExecuteApiEndpoint: true, ...policy });
      assert.deepEqual(endpointOf(opened), endpointOf(without));
      if (isHttp) return;
      assert.deepEqual(triggersOf(opened), triggersOf(without));
      const differing = Object.keys(triggersOf(closed)).filter(
        (key) => triggersOf(closed)[key] !== triggersOf(opened)[key],
      );
      assert.deepEqual(differing, ["endpoint"]);
    });

    it("with mutual TLS has the truststore, and a REST API has the policy TLS_1_2", async () => {
      const keys = dnsElsewhere({ mutualTls: { ...mutualTls, ownershipCertificate: certificateArn } });
      const result = await dev(option, keys);
      const { inputs } = find(result, domainType, domainName);
      assert.deepEqual(inputs["mutualTlsAuthentication"], {
        truststoreUri: mutualTls.truststore,
        truststoreVersion: mutualTls.version,
      });
      const configuration = inputs["domainNameConfiguration"] as Record<string, unknown>;
      assert.equal(configuration["ownershipVerificationCertificateArn"], certificateArn);
      const policy = isHttp ? none : { securityPolicy: "TLS_1_2", endpointAccessMode: undefined };
      assert.deepEqual(endpointOf(result), { disableExecuteApiEndpoint: true, ...policy });
      if (!isHttp)
        assert.notEqual(triggersOf(result)["endpoint"], triggersOf(await dev(option, dnsElsewhere()))["endpoint"]);
    });

    it("shares its certificate with the load balancers if tls has its name", async () => {
      const result = await dev(option, { ...withDomain(), tls: { serverName: domainName } });
      const { outputs } = find(result, "aws:acm/certificate:Certificate", domainName);
      const { inputs } = find(result, domainType, domainName);
      const arns = ofType(result, "Listener").flatMap(({ inputs: { certificateArn: arn } }) => (arn ? [arn] : []));
      const ofDomain = (inputs["domainNameConfiguration"] as Record<string, unknown>)["certificateArn"];
      assert.deepEqual(new Set([...arns, ofDomain]), new Set([outputs["arn"]]));
      assert.ok(arns.length > 0);
    });

    it("with IPv6 is dual-stack, with a record of each kind", async () => {
      const result = await dev(option, withDomain({ ipv6: true }));
      const { inputs } = find(result, domainType, domainName);
      assert.equal((inputs["domainNameConfiguration"] as Record<string, unknown>)["ipAddressType"], "dualstack");
      const records = ofType(result, "Record").map(({ inputs: { type } }) => type);
      assert.deepEqual(records.sort(), ["A", "AAAA", "CNAME"]);
    });

    it("whose DNS is elsewhere has no record and an existing certificate", async () => {
      const result = await dev(option, dnsElsewhere());
      assert.deepEqual([...ofType(result, "Record"), ...ofType(result, "aws:acm/certificate:Certificate")], []);
      const { inputs } = find(result, domainType, domainName);
      assert.equal((inputs["domainNameConfiguration"] as Record<string, unknown>)["certificateArn"], certificateArn);
      assert.match(outputsOf(result).domainTarget ?? "", /^d-.*\.execute-api\.us-east-1\.amazonaws\.com$/);
    });

    it("that another stack has is only mapped, under its base path", async () => {
      const result = await dev(option, { domain: { name: domainName, existing: true, basePath: "shop/v1" } });
      const types = [domainType, "Record", "aws:acm/certificate:Certificate"];
      assert.deepEqual(
        types.flatMap((type) => ofType(result, type)),
        [],
      );
      const { inputs } = find(result, mapping, domainName);
      assert.deepEqual([inputs["domainName"], inputs["apiMappingKey"]], [domainName, "shop/v1"]);
      assert.deepEqual(
        [outputsOf(result).url, "domainTarget" in result.outputs],
        [`https://${domainName}/shop/v1`, false],
      );
    });

    it("uses a provider of its own with the Region, and no stack without a domain has it", async () => {
      const result = await dev(option, withDomain());
      const provider = find(result, nativeProvider, "aws-native");
      assert.deepEqual(provider.inputs, { region: "us-east-1" });
      assert.ok(find(result, mapping, domainName).provider.startsWith(provider.urn));
      assert.deepEqual(ofType(await dev(option), nativeProvider), []);
    });

    it("is known in a first preview: names, records, mapping key and url", async () => {
      const result = await dev(option, withDomain({ basePath: "v1" }), "preview");
      assert.equal(outputsOf(result).url, `https://${domainName}/v1`);
      assert.deepEqual(find(result, mapping, domainName).unknown, ["apiId"]);
      const validation = find(result, "Record", domainName);
      assert.deepEqual([validation.inputs["type"], validation.options.retainOnDelete], ["CNAME", true]);
      assert.equal(validation.inputs["allowOverwrite"], true);
    });
  });
}

describe("the path that services of an HTTP API receive", () => {
  const paths = async (keys: Record<string, unknown>) =>
    ofType(await dev(1, keys), "aws:apigatewayv2/integration:Integration")
      .map(({ name, inputs }) => [name, (inputs["requestParameters"] as Record<string, string>)["overwrite:path"]])
      .filter(([name]) => /orders|shipping/.test(name ?? ""));

  // `orders` of this stack has `stripPrefix`.
  const stack = {
    services: [
      { name: "orders", vpc: "sales", image: "nginx:1.29", stripPrefix: true },
      { name: "shipping", vpc: "supply", image: "nginx:1.29" },
    ],
  };

  it("is the request's at the root of a domain", async () => {
    assert.deepEqual(await paths({ ...stack, ...withDomain() }), [
      ["option-1-shipping", "$request.path"],
      ["option-1/orders", "/"],
      ["option-1/orders/{proxy+}", "/$request.path.proxy"],
    ]);
  });

  it("is that of the route under a base path, by an integration for each route", async () => {
    assert.deepEqual(await paths({ ...stack, ...withDomain({ basePath: "v1" }) }), [
      ["option-1/orders", "/"],
      ["option-1/orders/{proxy+}", "/$request.path.proxy"],
      ["option-1/shipping", "/shipping"],
      ["option-1/shipping/{proxy+}", "/shipping/$request.path.proxy"],
    ]);
  });
});
