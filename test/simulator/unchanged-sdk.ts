import { exampleRuns } from "../support/examples";

/** Prints the result of each example run. lean-sdk.test.ts starts this script with the unchanged SDK. */
async function main(): Promise<void> {
  for (const { title, run } of exampleRuns) {
    process.stdout.write(`${JSON.stringify([title, await run()])}\n`);
  }
}

void main();
