import type { SwitchStep, Topologies } from "../core/switch-step";

const topologiesText = ({ option, standby }: Topologies): string =>
  standby === undefined ? `option: ${option}` : `option: ${option}, standby: ${standby}`;

/** What a step does to the topologies of a stack that has been deployed, after the values of the key. */
function stepText({ kind, to, creates, removes, moves, instead }: SwitchStep): string {
  const gone = `option ${removes.join(", ")} is removed`;
  const created = `option ${creates.join(", ")} is created`;
  const serves = `option ${to.option} still serves`;
  switch (kind) {
    case "first":
    case "none":
      return "";
    case "create":
      return `${created}, and ${serves}`;
    case "move":
      return `requests move from option ${moves?.from ?? ""} to option ${to.option}, which stood by; nothing is created`;
    case "create-and-move":
      return `${created} and settles, requests move to it, and option ${moves?.from ?? ""} stands by`;
    case "drop":
      return `${gone}, its execute-api URL ends, and ${serves}`;
    case "other-standby":
      return `${gone}, ${created}, and ${serves}`;
    case "jump":
      return `requests are lost: ${gone} in the update that moves the requests; none is lost with ${instead.map(topologiesText).join("; then ")}`;
  }
}

/** What an update does to the topologies, as the lines of a difference. */
export function stepLines(step: SwitchStep): readonly string[] {
  const [before, after] = [step.from?.standby, step.to.standby].map((option) => option ?? "none");
  const values = before === after ? "" : `standby: ${before ?? ""} → ${after ?? ""}: `;
  const text = stepText(step);
  return text === "" ? [] : [values + text];
}
