/** What `npm run live` sees of an assumption: whether it holds, how long something takes, what AWS says, or how many. */
type ResultKind = "yes or no" | "seconds" | "text" | "count";

interface Stated {
  /** Stable name, for `--only` and reports. */
  readonly id: string;
  /** The assumption in one sentence. */
  readonly says: string;
  /** What breaks if it is wrong. */
  readonly ifWrong: string;
  /** File that relies on it, relative to the project. */
  readonly file: string;
  /** Page that leaves it open, or that is the only one to say it. */
  readonly source: string;
  readonly result: ResultKind;
  /** How its row in the table of doubts of simulator/README.md begins; absent if the simulator does not show it. */
  readonly simulator?: string;
}

/** What this program takes for true although no source, or only a report, says so. */
export type Assumption = Stated &
  (
    | {
        /** Step of the live script that settles it. */
        readonly step: string;
      }
    | {
        /** Why no step settles it. */
        readonly unsettled: string;
      }
  );
