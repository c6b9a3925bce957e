import type { Option } from "./settings/settings";

/** The topologies of a stack: the one that serves, and the one that stands by. */
export interface Topologies {
  readonly option: Option;
  readonly standby?: Option;
}

/**
 * Kinds of steps from the topologies of a stack to those that its file asks for.
 *
 * - `first`: nothing is deployed.
 * - `none`: the same topologies.
 * - `create`: a standby comes (S0 to S1).
 * - `move`: both stay, and the other one serves (S1 to S2, and back).
 * - `create-and-move`: a topology comes, settles and serves; the one that served stands by (S0 to S2).
 * - `drop`: the standby goes (S2 to S3, or S1 back to S0). Outputs do not tell which of the two it is.
 * - `other-standby`: one standby goes, another comes.
 * - `jump`: the topology that served goes while requests still reach it (S0 to S3).
 */
type SwitchKind = "first" | "none" | "create" | "move" | "create-and-move" | "drop" | "other-standby" | "jump";

/** What an update does to the topologies of a stack. */
export interface SwitchStep {
  readonly kind: SwitchKind;
  /** The topologies before; absent if nothing is deployed. */
  readonly from?: Topologies;
  readonly to: Topologies;
  readonly creates: readonly Option[];
  readonly removes: readonly Option[];
  /** Set if another topology serves afterwards. */
  readonly moves?: { readonly from: Option; readonly to: Option };
  /** Whether requests are lost: the topology that served before does not exist afterwards. */
  readonly interrupts: boolean;
  /** Steps that lead to the same topologies and lose no request, in their order; empty unless the step interrupts. */
  readonly instead: readonly Topologies[];
  /** What the stack file has to ask for to go back; absent if there is no way back without lost requests, or nothing to undo. */
  readonly back?: Topologies;
  /** What can follow, the usual step first; empty if nothing has to. */
  readonly next: readonly Topologies[];
}

const optionsOf = ({ option, standby }: Topologies): readonly Option[] =>
  standby === undefined ? [option] : [option, standby];

const alone = (option: Option): Topologies => ({ option });

/** Exchanges the topologies; undefined without a standby. */
const swapped = ({ option, standby }: Topologies): Topologies | undefined =>
  standby === undefined ? undefined : { option: standby, standby: option };

/** @returns the topologies without a key that is undefined, so that they compare by value */
const plain = ({ option, standby }: Topologies): Topologies =>
  standby === undefined ? { option } : { option, standby };

function kindOf(from: Topologies, to: Topologies): SwitchKind {
  if (from.option !== to.option) {
    if (to.standby !== from.option) return "jump";
    return from.standby === to.option ? "move" : "create-and-move";
  }
  if (from.standby === to.standby) return "none";
  if (from.standby === undefined) return "create";
  return to.standby === undefined ? "drop" : "other-standby";
}

/** The steps of a jump one by one: the new topology stands by, then serves, then the old one goes or another comes. */
function oneByOne(from: Topologies, to: Topologies): readonly Topologies[] {
  const created: Topologies = { option: from.option, standby: to.option };
  const moved: Topologies = { option: to.option, standby: from.option };
  return [...(from.standby === to.option ? [] : [created]), moved, to];
}

/** A topology that came and serves at once is left by exchanging both; the other steps are undone by the file from before. */
function backOf(kind: SwitchKind, from: Topologies, to: Topologies): Topologies | undefined {
  if (kind === "none" || kind === "jump") return undefined;
  return kind === "create-and-move" ? swapped(to) : from;
}

/** With a standby: requests move to it, or it goes. Once they have moved, it goes, or they move back. */
function nextOf(kind: SwitchKind, to: Topologies): readonly Topologies[] {
  const move = swapped(to);
  if (move === undefined) return [];
  return kind === "move" || kind === "create-and-move" ? [alone(to.option), move] : [move, alone(to.option)];
}

/**
 * The step from the topologies of a stack to those that its file asks for. The topology that served before has to exist
 * after the update: until the API mapping has moved, requests still reach it, and its targets would be gone.
 *
 * @param deployed - what the stack has; undefined if nothing is deployed
 */
export function switchStep(deployed: Topologies | undefined, asked: Topologies): SwitchStep {
  const to = plain(asked);
  if (deployed === undefined)
    return {
      kind: "first",
      to,
      creates: optionsOf(to),
      removes: [],
      interrupts: false,
      instead: [],
      next: nextOf("first", to),
    };
  const from = plain(deployed);
  const kind = kindOf(from, to);
  const back = backOf(kind, from, to);
  return {
    kind,
    from,
    to,
    creates: optionsOf(to).filter((option) => !optionsOf(from).includes(option)),
    removes: optionsOf(from).filter((option) => !optionsOf(to).includes(option)),
    ...(from.option === to.option ? {} : { moves: { from: from.option, to: to.option } }),
    interrupts: kind === "jump",
    instead: kind === "jump" ? oneByOne(from, to) : [],
    ...(back === undefined ? {} : { back }),
    next: nextOf(kind, to),
  };
}
