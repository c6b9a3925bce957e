import { accessLogFormat } from "../access-log";
import { hoursPerMonth } from "../cost";
import { loadBalancersWithLogs } from "../load-balancer-logs";
import type { OwnBalancer, Plan, VpcNode } from "../plan";
import type { ApiNode } from "../plan-api";
import { privateZones } from "../plan-queries";
import type { PriceKey, Prices } from "../prices";
import type { Traffic, TrafficLine } from "./traffic-line";

const gigabyte = 1_000_000_000;

/** Length of the value of a field of an access log; an assumption. */
const fieldBytes = 24;
/** What a container writes to its log for each request; an assumption. */
const containerBytes = 1000;
/** Length of the line of a load balancer for a request or a connection, before it is compressed; an assumption. */
const balancerBytes = 500;

/** Load balancers write a file every five minutes from each zone. */
const filesPerHour = 12;

/** Length of the line that an API writes for a request, in bytes. */
export const accessLogBytes = (type: ApiNode["type"]): number =>
  accessLogFormat(type).replaceAll(/\$context\.[\w.]+/g, "-".repeat(fieldBytes)).length;

function gigabytesLine(
  name: string,
  of: TrafficLine["of"],
  gigabytes: number,
  price: PriceKey,
  prices: Prices,
): TrafficLine {
  const { usd, source, of: pricedIn } = prices(price);
  const reckoning = `${gigabytes.toPrecision(3)} GB x ${usd} USD`;
  return { name, of, usdPerMonth: gigabytes * usd, reckoning, source, pricedIn };
}

/** Access logs of an API, as CloudWatch takes them in. */
export function accessLogLine(api: ApiNode, { requestsPerMonth }: Traffic, prices: Prices): readonly TrafficLine[] {
  if (api.accessLogs === undefined) return [];
  const gigabytes = (requestsPerMonth * accessLogBytes(api.type)) / gigabyte;
  return [gigabytesLine("Access logs (estimate)", "logs", gigabytes, "logGigabyte", prices)];
}

/** How the tasks of a VPC reach CloudWatch; an existing VPC does not say. */
const logExit = (vpc: VpcNode | undefined): "nat" | "endpoint" | undefined =>
  vpc?.kind === "new" ? (vpc.nat === "none" ? "endpoint" : "nat") : undefined;

/** Logs of the containers: CloudWatch takes them in, and they leave the VPC by a NAT gateway or an endpoint. */
export function containerLogLines(plan: Plan, { requestsPerMonth }: Traffic, prices: Prices): readonly TrafficLine[] {
  const { services, vpcs } = plan;
  const served = new Set(plan.apis.flatMap(({ backends }) => backends.map(({ service }) => service)));
  if (served.size === 0) return [];
  const own = services.filter(({ name }) => served.has(name));
  const perService = (requestsPerMonth * containerBytes) / gigabyte / served.size;
  const through = (exit: "nat" | "endpoint") =>
    perService * own.filter((node) => logExit(vpcs.find(({ name }) => name === node.vpc)) === exit).length;
  return [
    gigabytesLine("Container logs (estimate)", "logs", perService * own.length, "logGigabyte", prices),
    gigabytesLine("Container logs through NAT gateways", "network", through("nat"), "natGigabyte", prices),
    gigabytesLine("Container logs through endpoints", "network", through("endpoint"), "endpointGigabyte", prices),
  ].filter(({ usdPerMonth }) => usdPerMonth > 0);
}

/** Logs of the load balancers in S3: a month of storage, and the files. AWS charges nothing else for them. */
export function balancerLogLines(
  plan: Plan,
  shareOf: (balancer: OwnBalancer) => number,
  { requestsPerMonth }: Traffic,
  prices: Prices,
): readonly TrafficLine[] {
  const { logging } = loadBalancersWithLogs(plan);
  if (logging.length === 0) return [];
  const share = logging.reduce((sum, balancer) => sum + shareOf(balancer), 0);
  const stored = gigabytesLine(
    "Load balancer logs (estimate)",
    "logs",
    (requestsPerMonth * share * balancerBytes) / gigabyte,
    "s3Gigabyte",
    prices,
  );
  const zones = logging.reduce((sum, { vpc }) => sum + privateZones(plan, vpc).length, 0);
  const thousands = (zones * hoursPerMonth * filesPerHour) / 1000;
  const { usd, source, of } = prices("s3PutThousand");
  const files: TrafficLine = {
    name: "Files of load balancer logs",
    of: "logs",
    usdPerMonth: thousands * usd,
    reckoning: `${thousands.toPrecision(3)} thousand x ${usd} USD`,
    source,
    pricedIn: of,
  };
  return [stored, files];
}
