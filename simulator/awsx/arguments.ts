import { zonesOf } from "../aws/zones";
import type { Properties } from "../values";
import type { SubnetSpec } from "./layout";

/** The arguments of `awsx.ec2.Vpc` that the simulator supports. */
export interface VpcArguments {
  readonly cidrBlock: string;
  readonly zoneNames: readonly string[];
  readonly specs: readonly SubnetSpec[];
  readonly nat: "Single" | "OnePerAz" | "None";
  readonly zoneMask: number | undefined;
  readonly tags: Properties;
  /** Arguments that are passed unchanged to `aws.ec2.Vpc`. */
  readonly passedOn: Properties;
}

const passedOn = ["enableDnsHostnames", "enableDnsSupport", "enableNetworkAddressUsageMetrics", "instanceTenancy"];
const supported = [
  "cidrBlock",
  "availabilityZoneNames",
  "numberOfAvailabilityZones",
  "availabilityZoneCidrMask",
  "subnetStrategy",
  "subnetSpecs",
  "natGateways",
  "tags",
  ...passedOn,
];

const defaultZones = 3;

function refuse(name: string, what: string): never {
  throw new Error(`the simulator does not support ${what} of awsx:ec2:Vpc (${name})`);
}

function zoneNames(inputs: Properties, region: string): readonly string[] {
  const [names, count] = [inputs["availabilityZoneNames"], inputs["numberOfAvailabilityZones"]];
  if (names !== undefined && count !== undefined)
    throw new Error("Only one of [availabilityZoneNames] and [numberOfAvailabilityZones] can be specified");
  if (Array.isArray(names)) return names.map(String);
  const wanted = typeof count === "number" ? count : defaultZones;
  const all = zonesOf(region).names;
  if (all.length < wanted)
    throw new Error(`The configured region for this provider does not have at least ${wanted} Availability Zones.`);
  return all.slice(0, wanted);
}

function specsOf(name: string, inputs: Properties): readonly SubnetSpec[] {
  if (inputs["subnetStrategy"] !== "Auto")
    return refuse(name, `subnetStrategy ${JSON.stringify(inputs["subnetStrategy"] ?? "Legacy")}`);
  const specs = inputs["subnetSpecs"];
  if (!Array.isArray(specs)) return refuse(name, "a missing list of subnetSpecs");
  for (const spec of specs as Properties[]) {
    const others = Object.keys(spec).filter((key) => !["type", "name", "cidrMask"].includes(key));
    if (others.length > 0) refuse(name, `subnetSpecs with ${others.join(", ")}`);
    if (spec["type"] === "Unused") refuse(name, "subnetSpecs of type Unused");
  }
  return specs as SubnetSpec[];
}

/**
 * Reads the arguments of `awsx.ec2.Vpc`.
 *
 * @throws Error with awsx's own message for invalid arguments; Error for arguments that the simulator does not support
 */
export function readArguments(name: string, inputs: Properties, region: string): VpcArguments {
  const others = Object.keys(inputs).filter((key) => inputs[key] !== undefined && !supported.includes(key));
  if (others.length > 0) refuse(name, others.join(", "));
  const specs = specsOf(name, inputs);
  const { strategy: nat = "OnePerAz", ...otherNat } = (inputs["natGateways"] ?? {}) as Properties;
  if (Object.keys(otherNat).length > 0) refuse(name, `natGateways with ${Object.keys(otherNat).join(", ")}`);
  if (nat !== "Single" && nat !== "OnePerAz" && nat !== "None")
    return refuse(name, `natGateways.strategy ${JSON.stringify(nat)}`);
  const has = (type: SubnetSpec["type"]) => specs.some((spec) => spec.type === type);
  if (nat !== "None" && !(has("Public") && (has("Private") || has("Isolated")))) {
    throw new Error(
      "If NAT Gateway strategy is 'OnePerAz' or 'Single', both private and public subnets must be declared.",
    );
  }
  const mask = inputs["availabilityZoneCidrMask"];
  return {
    cidrBlock: typeof inputs["cidrBlock"] === "string" ? inputs["cidrBlock"] : "10.0.0.0/16",
    zoneNames: zoneNames(inputs, region),
    specs,
    nat,
    zoneMask: typeof mask === "number" ? mask : undefined,
    tags: (inputs["tags"] ?? {}) as Properties,
    passedOn: Object.fromEntries(passedOn.filter((key) => inputs[key] !== undefined).map((key) => [key, inputs[key]])),
  };
}
