import { check } from "./programs/check";
import { frontQuotas } from "./programs/front-quotas";

describe("quotas of certificates, domain names and mappings", () => {
  check(frontQuotas);
});
