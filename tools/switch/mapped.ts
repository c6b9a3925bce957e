import { z } from "zod";
import type { Option } from "../../core/settings/settings";

const resource = z.object({
  urn: z.string(),
  id: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
});

/** The part of `pulumi stack export` that says where a domain leads. */
export const stateSchema = z.object({ deployment: z.object({ resources: z.array(resource).default([]) }) });

const isMapping = ({ urn }: z.output<typeof resource>) => urn.includes("aws-native:apigatewayv2:ApiMapping::");

/** Logical names of APIs end with their option. */
const apiName = /(?:aws:apigatewayv2\/api:Api|aws:apigateway\/restApi:RestApi)::(?:.*-)?option-([1-5])$/;

/**
 * The option to whose API a URL of a domain leads. An update that fails leaves the outputs as they were, and records what
 * it has done to the mapping.
 *
 * @param url - `https://`, the domain, and the base path if there is one
 * @returns undefined if the state has no mapping for the URL, or it leads to an API of another stack
 */
export function mappedOption({ deployment }: z.output<typeof stateSchema>, url: string): Option | undefined {
  const { resources } = deployment;
  const mapping = resources.find((each) => {
    const { domainName, apiMappingKey } = each.inputs ?? {};
    const path = typeof apiMappingKey === "string" ? `/${apiMappingKey}` : "";
    return isMapping(each) && url === `https://${String(domainName)}${path}`;
  });
  if (mapping === undefined) return undefined;
  const api = resources.find(({ id, urn }) => id === mapping.inputs?.["apiId"] && apiName.test(urn));
  const [, option] = apiName.exec(api?.urn ?? "") ?? [];
  return option === undefined ? undefined : (Number(option) as Option);
}
