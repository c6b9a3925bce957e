import { accessLogFormat } from "../access-log";
import { hoursPerMonth } from "../cost";
import { loadBalancersWithLogs } from "../load-balancer-logs";
import type { OwnBalancer, Plan, VpcNode } from "../plan";
import type { ApiNode } from "../plan-api";
import { privateZones, servedServices } from "../plan-queries";
import type { ListPrice, Prices } from "../prices";
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

/** Line of an amount, in its unit, that has one price. */
function amountLine(
  name: string,
  of: TrafficLine["of"],
  amount: number,
  unit: "GB" | "thousand",
  { usd, source, of: pricedIn }: ListPrice,
): TrafficLine {
  const reckoning = `${amount.toPrecision(3)} ${unit} x ${usd} USD`;
  return { name, of, usdPerMonth: amount * usd, reckoning, source, pricedIn };
}

/** Access logs of an API, as CloudWatch takes them in. */
export function accessLogLine(api: ApiNode, { requestsPerMonth }: Traffic, prices: Prices): readonly TrafficLine[] {
  if (api.accessLogs === undefined) return [];
  const gigabytes = (requestsPerMonth * accessLogBytes(api.type)) / gigabyte;
  return [amountLine("Access logs (estimate)", "logs", gigabytes, "GB", prices("logGigabyte"))];
}

/** How the tasks of a VPC reach CloudWatch; an existing VPC does not say. */
const logExit = (vpc: VpcNode | undefined): "nat" | "endpoint" | undefined =>
  vpc?.kind === "new" ? (vpc.nat === "none" ? "endpoint" : "nat") : undefined;

/** Logs of the containers: CloudWatch takes them in, and they leave the VPC by a NAT gateway or an endpoint. */
export function containerLogLines(plan: Plan, { requestsPerMonth }: Traffic, prices: Prices): readonly TrafficLine[] {
  const { services, vpcs } = plan;
  const served = servedServices(plan);
  if (served.size === 0) return [];
  const own = services.filter(({ name }) => served.has(name));
  const perService = (requestsPerMonth * containerBytes) / gigabyte / served.size;
  const through = (exit: "nat" | "endpoint") =>
    perService * own.filter((node) => logExit(vpcs.find(({ name }) => name === node.vpc)) === exit).length;
  return [
    amountLine("Container logs (estimate)", "logs", perService * own.length, "GB", prices("logGigabyte")),
    amountLine("Container logs through NAT gateways", "network", through("nat"), "GB", prices("natGigabyte")),
    amountLine("Container logs through endpoints", "network", through("endpoint"), "GB", prices("endpointGigabyte")),
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
  const stored = (requestsPerMonth * share * balancerBytes) / gigabyte;
  const zones = logging.reduce((sum, { vpc }) => sum + privateZones(plan, vpc).length, 0);
  const files = (zones * hoursPerMonth * filesPerHour) / 1000;
  return [
    amountLine("Load balancer logs (estimate)", "logs", stored, "GB", prices("s3Gigabyte")),
    amountLine("Files of load balancer logs", "logs", files, "thousand", prices("s3PutThousand")),
  ];
}
