import { outputsOf } from "../outputs";
import { refusal } from "../refused";
import type { Step } from "../scene";
import { notSeen } from "../scene";

/** Deletes the link of a REST API that serves. */
export const restLinkInUse: Step = {
  id: "rest-link-in-use",
  title: "tries to delete the VPC link V2 of a REST API that serves",
  minutes: 15,
  check: async (place) => {
    const [link] = Object.values((await outputsOf(place.stack)).vpcLinks);
    const parameters = { VpcLinkId: link };
    return [
      await refusal(place, "link-v2-in-use", { service: "apigatewayv2", operation: "delete-vpc-link", parameters }),
    ];
  },
};

/** Sends values to an HTTP API that AWS does not take. */
export const httpTexts: Step = {
  id: "http-texts",
  title: "sends a timeout to an HTTP API that AWS does not take",
  minutes: 3,
  check: async (place) => {
    const { api } = await outputsOf(place.stack);
    const listed = await place.world.aws("apigatewayv2", "get-integrations", { ApiId: api.id });
    const items = listed.ok ? (listed.value["Items"] as readonly { readonly IntegrationId: string }[]) : [];
    const [first] = items;
    if (first === undefined) return [notSeen("http-timeout-text", "the API has no integration")];
    const parameters = { ApiId: api.id, IntegrationId: first.IntegrationId, TimeoutInMillis: 30_001 };
    const call = { service: "apigatewayv2", operation: "update-integration", parameters };
    return [await refusal(place, "http-timeout-text", call, /Timeout should be between 50 ms and 30000 ms/)];
  },
};
