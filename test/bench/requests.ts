import { deployed } from "../simulator/deployed-stack";
import { say } from "./measure";

/** Requests in one measurement. */
const count = 2000;

/** Measures a simulated request, without the first one, which fills indexes of the account. */
export async function benchRequests(): Promise<void> {
  const stack = await deployed("dev", "us-east-1", 1);
  stack.ask("/live/orders");
  const started = process.hrtime.bigint();
  for (let request = 0; request < count; request++) stack.ask("/live/orders/7");
  const microseconds = Number(process.hrtime.bigint() - started) / 1000 / count;
  say(`simulated request, mean of ${count}: ${microseconds.toFixed(0)} µs`);
}
