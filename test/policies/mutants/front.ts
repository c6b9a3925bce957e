import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Operator, Snapshot } from "./edit";
import { dropInput, eachOf, ofType, rewire, setInputs, setPlain } from "./edit";

const listener = "lb/listener:Listener";
const isTls = ({ inputs }: SnapshotResource) => /^(HTTPS|TLS)$/.test(String(inputs["protocol"]));

/** The domain name of a stack; undefined if it has none. */
const domainOf = (all: Snapshot) => ofType(all, "apigatewayv2/domainName:DomainName")[0];

/** A certificate of ACM has its domain name among its alternative names too. */
const other = { domainName: "other.example.org", subjectAlternativeNames: ["other.example.org"] };

/** Certificate for another name, where listeners take the certificate. */
const otherName = (one: SnapshotResource, all: Snapshot): SnapshotResource | undefined =>
  domainOf(all)?.inputs["domainName"] === one.inputs["domainName"] ? undefined : setInputs(other)(one);

/** Faults of TLS and of the domain name, in stacks that have both. */
export const front: readonly Operator[] = [
  // An NLB's TCP listener would pass TLS on to the tasks.
  eachOf("HTTPS listener that takes plain text", "tls-listener-has-server-name", listener, (one) =>
    one.inputs["protocol"] === "HTTPS"
      ? setPlain({ protocol: "HTTP" })(dropInput("certificateArn")(dropInput("sslPolicy")(one)))
      : undefined,
  ),
  eachOf(
    "listener certificate for another name",
    "server-name-on-certificate",
    "acm/certificate:Certificate",
    otherName,
  ),
  eachOf(
    "HTTP API that calls TLS listeners with http",
    "tls-listener-has-server-name",
    "apigatewayv2/integration:Integration",
    (one) => (one.inputs["tlsConfig"] === undefined ? undefined : dropInput("tlsConfig")(one)),
  ),
  eachOf(
    "REST API that calls TLS listeners with http",
    "tls-listener-has-server-name",
    "apigateway/integration:Integration",
    (one) => {
      const { uri } = one.inputs;
      if (typeof uri !== "string" || !uri.startsWith("https:")) return undefined;
      const port = /^https:\/\/[^/]+:\d/.test(uri) ? uri : uri.replace(/^(https:\/\/[^/]+)/, "$1:443");
      return setPlain({ uri: port.replace("https:", "http:") })(one);
    },
  ),
  eachOf("TLS listener before an ALB", "listener-protocol-accepted", listener, (one, all) => {
    const behind = ofType(all, "targetGroup:TargetGroup").find(
      ({ urn, inputs }) => inputs["targetType"] === "alb" && one.propertyDependencies["defaultActions"]?.includes(urn),
    );
    const certificate = ofType(all, listener).find(isTls)?.propertyDependencies["certificateArn"];
    if (behind === undefined || certificate === undefined) return undefined;
    return rewire(
      "certificateArn",
      certificate,
    )(setInputs({ protocol: "TLS", certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" })(one));
  }),
  eachOf("HTTP health check of an ALB that ends TLS", "alb-target-group-is-tcp", "targetGroup:TargetGroup", (one) => {
    const check = one.inputs["healthCheck"] as Readonly<Record<string, unknown>> | undefined;
    return one.inputs["targetType"] === "alb" && check?.["protocol"] === "HTTPS"
      ? setInputs({ healthCheck: { ...check, protocol: "HTTP" } })(one)
      : undefined;
  }),
  eachOf(
    "certificate of the domain for another name",
    "server-name-on-certificate",
    "acm/certificate:Certificate",
    (one, all) => (otherName(one, all) === undefined ? setInputs(other)(one) : undefined),
  ),
  eachOf(
    "record of the domain for a load balancer",
    "alias-record-names-its-domain",
    "route53/record:Record",
    (one, all) => {
      const balancer = ofType(all, "loadBalancer:LoadBalancer")[0];
      if (one.inputs["aliases"] === undefined || balancer === undefined) return undefined;
      const rewired = rewire("aliases", [balancer.urn])(one);
      const { dnsName, zoneId } = balancer.outputs ?? {};
      // Before ids are known, only the dependency shows the target.
      if (typeof dnsName !== "string") return rewired;
      return setInputs({ aliases: [{ name: dnsName, zoneId, evaluateTargetHealth: false }] })(rewired);
    },
  ),
  {
    kind: "open default endpoint behind mutual TLS",
    caughtBy: "mutual-tls-not-bypassed",
    mutants: (snapshot) => {
      const domain = domainOf(snapshot);
      if (domain === undefined) return [];
      const secured = setInputs({ mutualTlsAuthentication: { truststoreUri: "s3://trust/authorities.pem" } })(domain);
      const isApi = ({ type }: SnapshotResource) => /:(Api|RestApi)$/.test(type);
      return [
        {
          title: "mutual TLS",
          snapshot: snapshot.map((one) =>
            one.urn === domain.urn ? secured : isApi(one) ? dropInput("disableExecuteApiEndpoint")(one) : one,
          ),
        },
      ];
    },
  },
];
