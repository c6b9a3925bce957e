import { diagramOf } from "../report/diagram/model";
import { svg } from "../report/diagram/svg";
import type { Io } from "./command";
import { projectDirectory } from "./command";
import { readStack } from "./program";

/** A file of the documents, by its path in the project. */
interface Picture {
  readonly file: string;
  readonly content: string;
}

async function pictureOf(option: number, io: Io): Promise<Picture> {
  const { decision } = await readStack({ directory: projectDirectory, stack: "dev", option }, io);
  if ("problems" in decision) throw new Error(`stack dev is refused under option ${option}`);
  return { file: `docs/images/dev-option-${option}.svg`, content: `${svg(diagramOf(decision.plan))}\n` };
}

/** Diagrams of stack `dev` under each option, for the documents. A test compares them, so that none can drift. */
export async function pictures(io: Io): Promise<readonly Picture[]> {
  const drawn: Picture[] = [];
  // One after the other: the program runs in this process, and two runs would share the SDK's state.
  for (const option of [1, 2, 3, 4, 5]) drawn.push(await pictureOf(option, io));
  return drawn;
}
