import { withBodies } from "./bodies";
import { withProtocols } from "./protocols";
import type { Resource } from "./resource";

/** The resources of a stack, with those that OpenAPI bodies define, and the protocol of each API in its type. */
export const readStack = (resources: readonly Resource[]): readonly Resource[] => withBodies(withProtocols(resources));
