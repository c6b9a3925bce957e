import { zonesOf } from "../../simulator/aws/zones";

/** Zone ids by zone name, as the simulated account has them. */
export function zoneMap(region: string): Readonly<Record<string, string>> {
  const { names, zoneIds } = zonesOf(region);
  return Object.fromEntries(names.map((name, index) => [name, zoneIds[index] ?? ""]));
}
