import { check } from "./programs/check";
import { webSocketValues } from "./programs/web-socket-values";

describe("values of WebSocket APIs that AWS rejects or that fail every request", () => {
  check(webSocketValues);
});
