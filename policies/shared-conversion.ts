import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/**
 * Makes the SDK convert the properties of a resource once instead of once for each policy. It builds all resources anew
 * for every stack policy, which at 300 services costs more than all rules together (`npm run bench`); of that, turning
 * the protocol's structs into objects is the largest part. The SDK copies what it gets, so that nothing is shared.
 */
export function shareConversions(): void {
  const original = Reflect.get<Struct, "toJavaScript">(Struct.prototype, "toJavaScript");
  const converted = new WeakMap<Struct, ReturnType<Struct["toJavaScript"]>>();
  Struct.prototype.toJavaScript = function (this: Struct) {
    const known = converted.get(this) ?? original.call(this);
    converted.set(this, known);
    return known;
  };
}
