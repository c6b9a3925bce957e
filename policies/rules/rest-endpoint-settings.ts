import { endpointTypeOf } from "../graph/protocol";
import { isSet, known, readString, readStrings } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

export const restEndpointSettings = resourceRule({
  id: "rest-endpoint-settings",
  displayName: "REST endpoints have settings of their type",
  description: "A REST API has one endpoint type; only a private endpoint has VPC endpoints, and it is dualstack.",
  remediation:
    "Remove vpcEndpointIds from a public API, and set ipAddressType of a private API to dualstack or remove it.",
  url: "https://docs.aws.amazon.com/apigateway/latest/api/API_EndpointConfiguration.html",
  tags: ["wiring", "rest-api"],
  hop: "stage",
  kinds: ["restApi"],
  none: "the stack has no REST API",
  judge: (_, api) => {
    const type = endpointTypeOf(api);
    if (type === undefined) return [undetermined(api, `the endpoint type of REST API ${api.name}`)];
    const types = known(readStrings(api, "endpointConfiguration.types")) ?? [];
    const addresses = known(readString(api, "endpointConfiguration.ipAddressType"));
    const faults = [
      ...(types.length > 1 ? [`has endpoint types ${types.join(" and ")}`] : []),
      ...(type !== "PRIVATE" && isSet(api, "endpointConfiguration.vpcEndpointIds")
        ? [`has endpoint type ${type} and vpcEndpointIds`]
        : []),
      ...(type === "PRIVATE" && addresses === "ipv4" ? ["has a private endpoint with ipAddressType ipv4"] : []),
    ];
    return faults.map((fault) => violation(api, `REST API ${api.name} ${fault}`));
  },
});
