import { check } from "./programs/check";
import { domains } from "./programs/domains";
import { stages } from "./programs/stages";

describe("values of stages and domains that fail every request", () => {
  check([...stages, ...domains]);
});
