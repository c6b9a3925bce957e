import { mappingsByKey } from "../graph/domains";
import { ofKind } from "../graph/graph";
import { notApplicable, violation } from "../rule";
import type { Rule } from "../rule";

export const uniqueApiMapping: Rule = {
  id: "unique-api-mapping",
  displayName: "Mappings of a domain have unique keys",
  description: "No two API mappings or base path mappings of a domain name have the same key; AWS rejects the second.",
  severity: "high",
  enforcement: "mandatory",
  remediation: "Give each mapping of a domain name its own apiMappingKey or basePath.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "mapping",
  check: (graph) => {
    if (ofKind(graph, "apiMapping").length + ofKind(graph, "basePathMapping").length === 0)
      return notApplicable("the stack maps no domain name to an API");
    return [...mappingsByKey(graph).values()].flatMap((group) => {
      const [first, ...others] = [...group].sort((a, b) => (a.urn < b.urn ? -1 : 1));
      return others.map((other) =>
        violation(other, `mapping ${other.name} has the same domain name and key as ${first?.name ?? ""}`),
      );
    });
  },
};
