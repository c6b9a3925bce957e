import type { ApiNode } from "./plan";

/** Format of an access log: JSON with the id of the request. */
export const accessLogFormat = (type: ApiNode["type"]): string =>
  JSON.stringify({
    requestId: "$context.requestId",
    path: type === "rest" ? "$context.resourcePath" : "$context.routeKey",
    status: "$context.status",
  });
