import { candidates } from "../graph/references";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { readBoolean } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

const certificatesBehind = (graph: Graph, record: Resource) =>
  ["records", "name"].flatMap((property) => candidates(graph, record, property, "certificate"));

/**
 * ACM gives all certificates of a name in an account the same record, also an apex and its wildcard. Policies do not
 * see the option `retainOnDelete`.
 * Source: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export const validationRecordShared = resourceRule({
  id: "validation-record-shared",
  displayName: "Validation records can be shared",
  description:
    "The record that validates a certificate overwrites an existing one, because all certificates of a name have the same record.",
  severity: "low",
  enforcement: "advisory",
  remediation:
    "Set allowOverwrite to true, and the option retainOnDelete, because the renewal of other certificates needs the record.",
  url: "https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html",
  tags: ["wiring"],
  kinds: ["record"],
  about: (graph, record) => certificatesBehind(graph, record).length > 0,
  none: "the stack has no record that validates a certificate",
  judge: (graph, record) => {
    const overwrites = readBoolean(record, "allowOverwrite");
    if (overwrites.kind === "unknown") return [undetermined(record, `allowOverwrite of ${labelOf(record)}`)];
    if (overwrites.kind === "known" && overwrites.value) return [];
    const certificate = certificatesBehind(graph, record)[0]?.name ?? "";
    return [
      violation(
        record,
        `${labelOf(record)} for certificate ${certificate} fails if another certificate of the name has created it`,
      ),
    ];
  },
});
