import { DocumentReader } from "../support/document-reader";
import { serveAccount } from "../support/served-account";
import type { Workspace } from "../support/workspace";
import { counts, liveSuite } from "./live-stack";

/** Numbers of changed resources at the end of an update's output. */
export const changes = (output = "") =>
  Object.fromEntries(Object.entries(counts(output)).filter(([what]) => what !== "unchanged"));

/** A workspace and a reader of documents, during the tests of a suite. */
interface DocumentSuite {
  readonly workspace: Workspace;
  readonly reader: DocumentReader;
}

/** Opens a workspace before the tests of the suite that calls this, whose reader asks the simulated account. */
export function documentSuite(): DocumentSuite {
  const live = liveSuite();
  let served: Awaited<ReturnType<typeof serveAccount>> | undefined;
  let opened: DocumentReader | undefined;

  before(async () => {
    served = await serveAccount(live.workspace.aws.account);
    opened = new DocumentReader(live.workspace, served.env);
  });
  beforeEach(() => {
    opened?.recorded();
  });
  after(() => {
    served?.close();
  });
  return {
    get workspace() {
      return live.workspace;
    },
    get reader() {
      if (opened === undefined) throw new Error("the reader is there only while the tests of the suite run");
      return opened;
    },
  };
}
