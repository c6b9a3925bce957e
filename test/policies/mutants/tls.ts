import type { SnapshotResource } from "../../../policies/graph/snapshot";
import { copy, dropInput, edit, eachOf, ofType, rewire, setInputs, setPlain } from "./edit";
import type { Operator, Snapshot } from "./edit";

const listenerType = "lb/listener:Listener";
const domainType = "apigatewayv2/domainName:DomainName";
const mappingType = "apigatewayv2:ApiMapping";
const recordType = "route53/record:Record";

/** The certificate of the stack behind a property, of which the resource uses the validation. */
function certificateBehind(one: SnapshotResource, property: string, all: Snapshot): string | undefined {
  const [validation] = one.propertyDependencies[property] ?? [];
  return all.find(({ urn }) => urn === validation)?.propertyDependencies["certificateArn"]?.[0];
}

const unvalidated = (property: string) => (one: SnapshotResource, all: Snapshot) => {
  const certificate = certificateBehind(one, property, all);
  return certificate === undefined ? undefined : rewire(property, [certificate])(one);
};

const isTls = (one: SnapshotResource) => "tlsConfig" in one.inputs;
const uriOf = (one: SnapshotResource) => (typeof one.inputs["uri"] === "string" ? one.inputs["uri"] : "");
const withUri = (one: SnapshotResource, from: RegExp, to: string) =>
  from.test(uriOf(one)) ? setInputs({ uri: uriOf(one).replace(from, to) })(one) : undefined;

/** A domain name with mutual TLS beside each API that it is mapped to, whose default endpoint is open. */
const openBesideMutualTls: Operator = {
  kind: "default endpoint open beside mutual TLS",
  caughtBy: "mutual-tls-not-bypassed",
  mutants: (snapshot) =>
    ofType(snapshot, domainType).map((domain) => {
      const truststore = setInputs({ mutualTlsAuthentication: { truststoreUri: "s3://bucket/clients.pem" } });
      const apis = snapshot.filter(({ type }) => /:(Api|RestApi)$/.test(type));
      return {
        title: `default endpoint open beside mutual TLS: ${domain.name}`,
        snapshot: apis.reduce(
          (all, { urn }) => edit(all, urn, dropInput("disableExecuteApiEndpoint")),
          edit(snapshot, domain.urn, truststore),
        ),
      };
    }),
};

const removedMapping: Operator = {
  kind: "default endpoint closed without a mapping",
  caughtBy: "disabled-endpoint-has-domain",
  mutants: (snapshot) =>
    ofType(snapshot, mappingType).map((mapping) => ({
      title: `default endpoint closed without a mapping: ${mapping.name}`,
      snapshot: snapshot.filter(({ urn }) => urn !== mapping.urn),
    })),
};

const secondMapping: Operator = {
  kind: "two mappings of one key",
  caughtBy: "unique-api-mapping",
  mutants: (snapshot) =>
    ofType(snapshot, mappingType).map((mapping) => ({
      title: `two mappings of one key: ${mapping.name}`,
      snapshot: [...snapshot, copy(mapping, "again")],
    })),
};

/** Mutants of stacks with TLS and a domain name. */
export const tls: readonly Operator[] = [
  eachOf(
    "listener with a certificate before its validation",
    "certificate-validated-before-use",
    listenerType,
    unvalidated("certificateArn"),
  ),
  eachOf(
    "domain name with a certificate before its validation",
    "certificate-validated-before-use",
    domainType,
    unvalidated("domainNameConfiguration"),
  ),
  eachOf(
    "certificate of another name",
    "server-name-on-certificate",
    "acm/certificate:Certificate",
    setInputs({ domainName: "other.example.org" }),
  ),
  eachOf("another server name", "server-name-on-certificate", "apigatewayv2/integration:Integration", (one) =>
    isTls(one) ? setInputs({ tlsConfig: { serverNameToVerify: "other.example.org" } })(one) : undefined,
  ),
  eachOf("another host in a REST uri", "server-name-on-certificate", "apigateway/integration:Integration", (one) =>
    withUri(one, /^https:\/\/[^:/]+/, "https://other.example.org"),
  ),
  eachOf(
    "no server name for a TLS listener",
    "tls-listener-has-server-name",
    "apigatewayv2/integration:Integration",
    (one) => (isTls(one) ? dropInput("tlsConfig")(one) : undefined),
  ),
  eachOf("http in a REST uri", "tls-listener-has-server-name", "apigateway/integration:Integration", (one) =>
    withUri(one, /^https:/, "http:"),
  ),
  eachOf("mapping key of a slash", "mapping-key-accepted", mappingType, setInputs({ apiMappingKey: "/" })),
  eachOf("domain name with a certificate of another Region", "domain-certificate-in-region", domainType, (one) => {
    const configuration = one.inputs["domainNameConfiguration"] as object;
    const certificateArn = "arn:aws:acm:ap-south-1:123456789012:certificate/other";
    return setPlain({ domainNameConfiguration: { ...configuration, certificateArn } })(one);
  }),
  eachOf("alias record of another name", "alias-record-names-its-domain", recordType, (one) =>
    "aliases" in one.inputs ? setInputs({ name: "other.example.org" })(one) : undefined,
  ),
  eachOf("enhanced security policy without an access mode", "security-policy-accepted", "restApi:RestApi", (one) =>
    dropInput("endpointAccessMode")(setInputs({ securityPolicy: "SecurityPolicy_TLS13_1_2_2021_06" })(one)),
  ),
  openBesideMutualTls,
  removedMapping,
  secondMapping,
];
