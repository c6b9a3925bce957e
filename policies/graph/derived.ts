import { derivedUrn } from "./registered";
import { bare } from "./resource";
import type { Resource } from "./resource";
import { known, read } from "./value";

/** What a resource that is read from the body of an API contains. */
interface Content {
  /** Type token without the package: `apigateway/method:Method`. */
  readonly type: string;
  /** What the resource is in the API: `ANY /orders`. */
  readonly part: string;
  /** Values from the body; undefined values are left out. */
  readonly values: Readonly<Record<string, unknown>>;
  /** URNs of other resources, by property. */
  readonly references: Readonly<Record<string, string>>;
}

/** URN of a part of an API. */
export const partUrn = (api: Resource, { type, part }: Pick<Content, "type" | "part">) =>
  derivedUrn(api.urn, `${type} ${part}`);

/**
 * A resource as it would be if the program registered it instead of writing it into the body of its API. It depends on
 * the API, which creates it; its values depend on what the body depends on.
 */
export function derived(api: Resource, { type, part, values, references }: Content): Resource {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  const sources = api.propertyDependencies["body"] ?? [];
  const region = known(read(api, "region"));
  return {
    ...bare,
    urn: partUrn(api, { type, part }),
    type: `aws:${type}`,
    name: `${part} of ${api.name}`,
    parent: api.urn,
    props: { ...(region === undefined ? {} : { region }), ...Object.fromEntries(present) },
    // Like the id of a resource that does not exist yet: its dependency says what it refers to.
    unknown: new Set(Object.keys(references)),
    dependencies: [api.urn],
    propertyDependencies: {
      ...Object.fromEntries(present.map(([key]) => [key, sources])),
      ...Object.fromEntries(Object.entries(references).map(([key, urn]) => [key, [urn]])),
    },
    ...(api.provider === undefined ? {} : { provider: api.provider }),
  };
}
