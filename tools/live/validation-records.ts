import { called } from "./call";
import type { Given } from "./scene";
import type { Values, World } from "./world";

export interface RecordSet extends Values {
  readonly Name: string;
  readonly Type: string;
  readonly ResourceRecords?: readonly { readonly Value: string }[];
}

const isValidation = ({ Type, ResourceRecords = [] }: RecordSet) =>
  Type === "CNAME" && ResourceRecords.some(({ Value }) => /\.acm-validations\.aws\.?$/.test(Value));

/**
 * Records in the hosted zone by which ACM validates certificates of the domain and of names below it. A stack keeps them
 * when it is destroyed: another certificate of the same name would use the same record.
 */
export async function validationRecords(world: World, { domain, hostedZone }: Given): Promise<readonly RecordSet[]> {
  if (domain === undefined || hostedZone === undefined) return [];
  const { ResourceRecordSets } = await called(world, "route53", "list-resource-record-sets", {
    HostedZoneId: hostedZone.id,
  });
  return (ResourceRecordSets as readonly RecordSet[]).filter(
    (one) => isValidation(one) && one.Name.replace(/\.$/, "").endsWith(`.${domain}`),
  );
}

/** Deletes the records that a run has added. @param before - the records from before the run */
export async function deleteNewRecords(world: World, given: Given, before: readonly RecordSet[]): Promise<void> {
  const known = new Set(before.map(({ Name }) => Name));
  const added = (await validationRecords(world, given)).filter(({ Name }) => !known.has(Name));
  if (added.length === 0) return;
  await called(world, "route53", "change-resource-record-sets", {
    HostedZoneId: given.hostedZone?.id,
    ChangeBatch: { Changes: added.map((ResourceRecordSet) => ({ Action: "DELETE", ResourceRecordSet })) },
  });
}
