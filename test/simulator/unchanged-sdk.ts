import { exampleRuns } from "../support/examples";

/** Prints what the SDK registers as it is, run by run: lean-sdk.test.ts starts this with the environment for it. */
async function main(): Promise<void> {
  for (const { title, run } of exampleRuns) {
    process.stdout.write(`${JSON.stringify([title, await run()])}\n`);
  }
}

void main();
