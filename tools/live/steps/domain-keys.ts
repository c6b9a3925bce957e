import { called, Undo } from "../call";
import { waitFor } from "../load";
import { outputsOf } from "../outputs";
import type { Place, Step } from "../scene";
import { judged } from "../scene";

/** How long a new mapping may take to answer, in seconds. */
const atMostSeconds = 120;

async function statusOf({ world, given }: Place, path: string): Promise<number> {
  return (await world.send({ url: `https://${given.domain ?? ""}${path}` })).status;
}

/** Mappings beside that of the stack, with keys of one and of two segments, to APIs of both kinds. */
export const domainKeys: Step = {
  id: "domain-keys",
  title: "adds mappings with keys of one and two segments to the domain, and takes them away",
  minutes: 10,
  check: async (place) => {
    const { world, stack, given } = place;
    const { api, standby } = await outputsOf(stack);
    if (standby === undefined) throw new Error("the stack has no standby");
    const DomainName = given.domain;
    const undo = new Undo();
    stack.touched();
    const map = async (ApiMappingKey: string, { id, stage }: { id: string; stage: string }) => {
      const answer = await world.aws("apigatewayv2", "create-api-mapping", {
        ...{ DomainName, ApiMappingKey, ApiId: id, Stage: stage },
      });
      if (answer.ok)
        undo.later("apigatewayv2", "delete-api-mapping", { DomainName, ApiMappingId: answer.value["ApiMappingId"] });
      return answer;
    };
    try {
      const one = await map("v1", api);
      const two = await map("v1/standby", standby.api);
      const url = `https://${given.domain ?? ""}/v1/web`;
      const served = await waitFor(world, { url }, ({ status }) => status === 200, atMostSeconds);
      const below = await statusOf(place, "/v1/standby/web");
      const beside = await statusOf(place, "/v1more/web");
      const ping = await statusOf(place, "/v1/ping");
      const { Items } = await called(world, "apigatewayv2", "get-api-mappings", { DomainName });
      const ids = (Items as readonly { readonly ApiMappingId: string }[]).map(({ ApiMappingId }) => ApiMappingId);
      const listed = await world.aws("cloudcontrol", "list-resources", {
        ...{ TypeName: "AWS::ApiGatewayV2::ApiMapping", ResourceModel: JSON.stringify({ DomainName }) },
      });
      const described = listed.ok ? (listed.value["ResourceDescriptions"] as readonly { Identifier: string }[]) : [];
      const identifiers = described.map(({ Identifier }) => Identifier);
      return [
        judged(
          "switch-multi-level-key",
          one.ok && two.ok && served !== undefined && below === 200,
          `v1 ${served === undefined ? "never answered" : "answered"}, v1/standby ${below}`,
        ),
        judged("mapping-by-segments", beside !== 200, `/v1more ${beside}`),
        judged("reserved-ping-below-base-path", ping !== 200, `/v1/ping ${ping}`),
        judged(
          "mapping-id-in-cloud-control",
          identifiers.length > 0 && identifiers.every((id) => ids.includes(id.split("|")[0] ?? "")),
          listed.ok ? `${identifiers.length} identifiers` : `${listed.code}: ${listed.message}`,
        ),
      ];
    } finally {
      await undo.all(world);
    }
  },
};
