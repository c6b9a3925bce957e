/**
 * Path on which each shared ALB returns status 200, so that an NLB in front of it can check its health: the default
 * action of the ALB returns 404. Services cannot use this path.
 */
export const sharedAlbHealthPath = "/.alb-health";

/** API Gateway reserves these paths for its own health check: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
export const gatewayHealthPaths = ["/ping", "/sping"];
