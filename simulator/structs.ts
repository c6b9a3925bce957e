import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "./values";
import { unwrap } from "./values";

/** Properties in, the protocol's form out. */
export const toStruct = (properties: Properties): Struct =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);

/** The protocol's form in, plain properties out; none where there is none. */
export function toProperties(struct: Struct | undefined): Properties {
  return struct === undefined ? {} : (unwrap(struct.toJavaScript()) as Properties);
}
