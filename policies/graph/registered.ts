/** Separates the URN of a registered resource from the part that is read from one of its properties. */
const mark = "#openapi ";

/** URN of a resource that is read from the OpenAPI body of an API, and is not registered itself. */
export const derivedUrn = (api: string, part: string) => `${api}${mark}${part}`;

/** URN under which the engine knows a resource: for one that is read from an OpenAPI body, the URN of the API. */
export function registeredUrn(urn: string): string {
  const end = urn.indexOf(mark);
  return end === -1 ? urn : urn.slice(0, end);
}
