import { apiOf } from "./apis";
import { isKind } from "./graph";
import type { Graph } from "./graph";
import { resourceOf } from "./references";
import type { Resource } from "./resource";
import { known, readString, readStrings } from "./value";

/** Whether an integration of a REST API is a mock, so that API Gateway answers without calling anything. */
export const isMock = (integration: Resource): boolean =>
  isKind(integration, "restIntegration") && known(readString(integration, "type"))?.toUpperCase() === "MOCK";

/**
 * Whether a mock gets every request as binary data and cannot transform it: API Gateway answers 500 then.
 * Source: https://github.com/aws/serverless-application-model/issues/553
 */
export function readsBinary(graph: Graph, mock: Resource): boolean {
  const api = resourceOf(apiOf(graph, mock));
  const types = api && known(readStrings(api, "binaryMediaTypes"));
  return types?.includes("*/*") === true && known(readString(mock, "contentHandling")) !== "CONVERT_TO_TEXT";
}
