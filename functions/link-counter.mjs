import { APIGatewayClient, GetVpcLinksCommand as GetLinksV1 } from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client, GetVpcLinksCommand as GetLinksV2 } from "@aws-sdk/client-apigatewayv2";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";

const rest = new APIGatewayClient();
const http = new ApiGatewayV2Client();
const metrics = new CloudWatchClient();

/** The most links that one answer has: https://docs.aws.amazon.com/apigateway/latest/api/API_GetVpcLinks.html */
const pageSize = 500;

/** @returns {Promise<number>} VPC links V1 of the account and Region */
async function countV1() {
  let count = 0;
  /** @type {string | undefined} */
  let position;
  do {
    const page = await rest.send(new GetLinksV1({ limit: pageSize, position }));
    count += page.items?.length ?? 0;
    position = page.position;
  } while (position);
  return count;
}

/** @returns {Promise<number>} VPC links V2 of the account and Region */
async function countV2() {
  let count = 0;
  /** @type {string | undefined} */
  let next;
  do {
    const page = await http.send(new GetLinksV2({ NextToken: next }));
    count += page.Items?.length ?? 0;
    next = page.NextToken;
  } while (next);
  return count;
}

/**
 * Counts the VPC links of the account and Region, of which AWS has no metric, and writes the counts as metrics. The names
 * are those of `core/metrics.ts`, which alarms read. An error ends the invocation before anything is written: a
 * count that misses a page would be too low.
 */
export async function handler() {
  const [v1, v2] = await Promise.all([countV1(), countV2()]);
  /** @param {string} version @param {number} count */
  const datum = (version, count) => ({
    MetricName: "VpcLinks",
    Dimensions: [{ Name: "Version", Value: version }],
    Unit: /** @type {const} */ ("Count"),
    Value: count,
  });
  const MetricData = [datum("V1", v1), datum("V2", v2)];
  await metrics.send(new PutMetricDataCommand({ Namespace: "PrivateIntegrations", MetricData }));
  return { v1, v2 };
}
