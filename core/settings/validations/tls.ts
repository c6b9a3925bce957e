import { isInZone } from "../../front";
import type { Problem } from "../../problem";
import type { Settings, Tls } from "../settings";
import { certificatePlaceFault } from "./arn-place";

/**
 * Why no public certificate authority issues a certificate for a name: it belongs to AWS.
 * Source: https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
 */
export const isNameOfAws = (name: string): boolean => /\.amazonaws\.com(\.cn)?$/i.test(name);

/** What to do about a server name of AWS. */
export const ownName = "use a name of a domain of your own; it needs no address record";

function nameProblem({ serverName }: Tls): readonly Problem[] {
  if (!isNameOfAws(serverName)) return [];
  const message = `got ${JSON.stringify(serverName)}, a name of AWS, for which no public certificate is issued`;
  return [{ where: "tls.serverName", message, fix: ownName }];
}

/** Why the stack cannot validate a certificate that it issues. */
function zoneProblem({ serverName, certificate }: Tls, { hostedZone }: Settings): readonly Problem[] {
  if (certificate !== undefined || isNameOfAws(serverName)) return [];
  if (hostedZone === undefined)
    return [
      {
        where: "tls.certificate",
        message: `is missing, and so is hostedZone, in which the stack would validate a certificate for ${serverName}`,
        fix: "add hostedZone: { id, name }, or set tls.certificate to the ARN of an issued certificate for that name",
      },
    ];
  if (isInZone(serverName, hostedZone.name)) return [];
  return [
    {
      where: "tls.serverName",
      message: `got ${JSON.stringify(serverName)}; allowed without tls.certificate: a name in ${hostedZone.name}, the hosted zone in which the stack validates its certificate`,
      fix: `use a name that ends in .${hostedZone.name}, or set tls.certificate to the ARN of an issued certificate for that name`,
    },
  ];
}

/** Problems of the server name and certificate of `tls`. */
export function tlsProblems(settings: Settings): readonly Problem[] {
  const { tls } = settings;
  if (tls === undefined) return [];
  const fault = tls.certificate === undefined ? undefined : certificatePlaceFault(settings, tls.certificate);
  return [
    ...nameProblem(tls),
    ...zoneProblem(tls, settings),
    ...(fault === undefined ? [] : [{ where: "tls.certificate", ...fault }]),
  ];
}
