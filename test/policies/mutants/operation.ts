import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Operator, Snapshot } from "./edit";
import { copy, eachOf, edit, hasEndpoint, isOfCustomer, ofType, rewire, setInputs, setUnknown } from "./edit";

const balancer = "lb/loadBalancer:LoadBalancer";
const alarm = "cloudwatch/metricAlarm:MetricAlarm";
const requestPaths = "every-route-reaches-its-service";

type Inputs = Readonly<Record<string, unknown>>;

const bucket: SnapshotResource = {
  urn: "urn:pulumi:dev::private-integrations::aws:s3/bucket:Bucket::logs",
  type: "aws:s3/bucket:Bucket",
  name: "logs",
  inputs: {},
  dependencies: [],
  propertyDependencies: {},
};

const policy: SnapshotResource = {
  urn: "urn:pulumi:dev::private-integrations::aws:s3/bucketPolicy:BucketPolicy::logs",
  type: "aws:s3/bucketPolicy:BucketPolicy",
  name: "logs",
  inputs: { bucket: null, policy: "{}" },
  unknown: ["bucket"],
  dependencies: [bucket.urn],
  propertyDependencies: { bucket: [bucket.urn] },
};

/** Lets each load balancer that writes logs write them into a bucket of the stack. */
const logsInto = (kind: string, more: Snapshot): Operator => ({
  kind,
  caughtBy: "load-balancer-log-bucket",
  mutants: (snapshot) =>
    ofType(snapshot, balancer)
      .filter(({ inputs }) => inputs["accessLogs"] !== undefined)
      .map(({ urn, name, inputs }) => ({
        title: `${kind}: ${name}`,
        snapshot: [
          ...more,
          ...edit(snapshot, urn, (one) =>
            rewire("accessLogs", [bucket.urn])(
              setUnknown("accessLogs.bucket")({
                ...one,
                inputs: { ...inputs, accessLogs: { ...(inputs["accessLogs"] as Inputs), bucket: null } },
              }),
            ),
          ),
        ],
      })),
});

/** Changes the first metric of an alarm. */
function withMetric(one: SnapshotResource, change: (metric: Inputs) => Inputs): SnapshotResource | undefined {
  const queries = one.inputs["metricQueries"] as readonly Inputs[] | undefined;
  const [first, ...others] = queries ?? [];
  const metric = first === undefined ? one.inputs : (first["metric"] as Inputs);
  // Only names of AWS's metrics are known.
  if (!String(metric["namespace"]).startsWith("AWS/")) return undefined;
  const changed = change(metric);
  const inputs = first === undefined ? changed : { metricQueries: [{ ...first, metric: changed }, ...others] };
  return { ...one, inputs: { ...one.inputs, ...inputs } };
}

const misspelled = (names: Inputs) =>
  Object.fromEntries(Object.entries(names).map(([name, value]) => [`${name}Name`, value]));

/** Changes each endpoint of another account's service in turn. */
const eachEndpoint = (kind: string, change: (one: SnapshotResource) => SnapshotResource): Operator =>
  eachOf(kind, requestPaths, "ec2/vpcEndpoint:VpcEndpoint", (one) => (isOfCustomer(one) ? change(one) : undefined));

const endpointMoved: Operator = {
  kind: "endpoint of another account's service in another VPC",
  caughtBy: requestPaths,
  mutants: (snapshot) =>
    ofType(snapshot, "ec2/vpcEndpoint:VpcEndpoint")
      .filter(isOfCustomer)
      .flatMap(({ urn, name }) => {
        const [vpc] = ofType(snapshot, "aws:ec2/vpc:Vpc");
        if (vpc === undefined) return [];
        const other = copy(vpc, "other");
        return [
          { title: `${name} in another VPC`, snapshot: [other, ...edit(snapshot, urn, rewire("vpcId", [other.urn]))] },
        ];
      }),
};

/** Faults on the way to services of other accounts. */
export const elsewhere: readonly Operator[] = [
  endpointMoved,
  eachEndpoint("gateway endpoint as a target", setInputs({ vpcEndpointType: "Gateway" })),
  eachOf("addresses of an endpoint as instances", requestPaths, "lb/targetGroup:TargetGroup", (one, all) =>
    hasEndpoint(one, all) ? setInputs({ targetType: "instance" })(one) : undefined,
  ),
];

/** Faults of alarms and logs. */
export const operation: readonly Operator[] = [
  logsInto("log bucket without a policy", [bucket]),
  logsInto("log bucket whose policy may come later", [bucket, policy]),
  eachOf("alarm on a metric that AWS does not have", "alarm-names-a-metric", alarm, (one) =>
    withMetric(one, (metric) => ({ ...metric, metricName: `${String(metric["metricName"])}Total` })),
  ),
  eachOf("alarm on a misspelled dimension", "alarm-names-a-metric", alarm, (one) =>
    withMetric(one, (metric) => ({ ...metric, dimensions: misspelled(metric["dimensions"] as Inputs) })),
  ),
];
