import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "./values";
import { unwrap } from "./values";

/** Converts plain properties to a protocol message. */
export const toStruct = (properties: Properties): Struct =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);

/** Converts a protocol message to plain properties; empty if there is no message. */
export function toProperties(struct: Struct | undefined): Properties {
  return struct === undefined ? {} : (unwrap(struct.toJavaScript()) as Properties);
}
