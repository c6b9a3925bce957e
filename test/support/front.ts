/** The hosted zone and the domain of tests. */
export const hostedZone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" };
export const domainName = "api.example.com";
export const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000";

/** Keys of a stack with a domain in its hosted zone. */
export const withDomain = (more: Record<string, unknown> = {}) => ({
  domain: { name: domainName, ...more },
  hostedZone,
});

/** Keys of a stack with a domain whose DNS is elsewhere. */
export const dnsElsewhere = (more: Record<string, unknown> = {}) => ({
  domain: { name: domainName, certificate: certificateArn, ...more },
});
