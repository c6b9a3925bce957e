import { check } from "./programs/check";
import { tls } from "./programs/tls";

describe("TLS between API Gateway and a load balancer", () => {
  check(tls);
});
