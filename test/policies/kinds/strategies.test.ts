import { check } from "./programs/check";
import { strategies } from "./programs/strategies";
import { strategySettings } from "./programs/strategy-settings";

describe("services whose traffic ECS shifts", () => {
  check([...strategies, ...strategySettings]);
});
