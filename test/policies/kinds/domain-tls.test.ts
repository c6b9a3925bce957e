import { check } from "./programs/check";
import { domainTls } from "./programs/domain-tls";
import { nativeMappings } from "./programs/native-mappings";

describe("domain names, their certificates, mappings and records", () => {
  check([...domainTls, ...nativeMappings]);
});
