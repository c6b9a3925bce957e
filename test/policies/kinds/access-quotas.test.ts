import { check } from "./programs/check";
import { accessQuotas } from "./programs/access-quotas";

describe("quotas of authorizers, API keys and usage plans", () => {
  check(accessQuotas);
});
