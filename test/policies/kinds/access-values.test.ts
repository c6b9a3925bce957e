import { access } from "./programs/access";
import { check } from "./programs/check";

describe("values on access and logs that AWS rejects", () => {
  check(access);
});
