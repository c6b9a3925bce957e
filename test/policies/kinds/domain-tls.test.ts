import { check } from "./programs/check";
import { domainTls } from "./programs/domain-tls";

describe("domain names, their certificates, mappings and records", () => {
  check(domainTls);
});
