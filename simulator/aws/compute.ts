import type { Model } from "./model";
import { accountId, arn, digest, named, text } from "./model";

const byName = (service: string, resource: (name: string) => string): Pick<Model, "id" | "outputs"> => ({
  id: ({ inputs }) => text(inputs, "name"),
  outputs: (context, id) => ({ arn: arn(service, context, resource(id)) }),
});
const iamName = { autoname: { property: "name", maxLength: 64 } };
const lastPart = (value: string) => value.slice(value.lastIndexOf("/") + 1);

/** Resource types of ECS, IAM, CloudWatch Logs, Application Auto Scaling and Cloud Map. */
export const compute: Readonly<Record<string, Model>> = {
  "aws:ecs/cluster:Cluster": {
    ...named(),
    // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/cluster.go (`setting`)
    kept: ["settings"],
    id: (context) => arn("ecs", context, `cluster/${text(context.inputs, "name")}`),
    outputs: (_, id) => ({ arn: id }),
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": { id: ({ inputs }) => text(inputs, "clusterName") },
  "aws:ecs/taskDefinition:TaskDefinition": {
    id: ({ inputs }) => text(inputs, "family"),
    outputs: (context, id) => {
      const withoutRevision = arn("ecs", context, `task-definition/${id}`);
      const revision = 1 + (context.generation ?? 0);
      return { arn: `${withoutRevision}:${revision}`, arnWithoutRevision: withoutRevision, revision };
    },
  },
  "aws:ecs/service:Service": {
    ...named(),
    // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go (computed): a program
    // that removes it sends nothing, and the strategy stays.
    kept: ["deploymentConfiguration"],
    id: (context) =>
      arn("ecs", context, `service/${lastPart(text(context.inputs, "cluster"))}/${text(context.inputs, "name")}`),
    outputs: (_, id) => ({ arn: id }),
  },
  "aws:iam/role:Role": {
    ...iamName,
    id: ({ inputs }) => text(inputs, "name"),
    outputs: ({ urn }, id) => ({
      arn: `arn:aws:iam::${accountId}:role/${id}`,
      uniqueId: `AROA${digest(urn, 17).toUpperCase()}`,
    }),
  },
  "aws:iam/rolePolicy:RolePolicy": {
    ...named("name", 128),
    id: ({ inputs }) => `${text(inputs, "role")}:${text(inputs, "name")}`,
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    id: ({ inputs, urn }) => `${text(inputs, "role")}-${digest(urn, 26)}`,
  },
  "aws:cloudwatch/logGroup:LogGroup": { ...named("name", 512), ...byName("logs", (name) => `log-group:${name}`) },
  "aws:appautoscaling/target:Target": {
    id: ({ inputs }) => text(inputs, "resourceId"),
    outputs: (context) => ({
      arn: arn("application-autoscaling", context, `scalable-target/${digest(context.urn, 32)}`),
    }),
  },
  "aws:appautoscaling/policy:Policy": {
    ...named(),
    id: ({ inputs }) => text(inputs, "name"),
    outputs: (context) => ({ arn: arn("autoscaling", context, `scalingPolicy:${digest(context.urn, 32)}`) }),
  },
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": {
    ...named(),
    id: ({ urn }) => `ns-${digest(urn, 16)}`,
    outputs: (context, id) => ({
      arn: arn("servicediscovery", context, `namespace/${id}`),
      hostedZone: `Z${digest(id, 20).toUpperCase()}`,
    }),
  },
  "aws:servicediscovery/httpNamespace:HttpNamespace": {
    ...named("name", 1024),
    id: ({ urn }) => `ns-${digest(urn, 16)}`,
    outputs: (context, id) => ({
      arn: arn("servicediscovery", context, `namespace/${id}`),
      httpName: text(context.inputs, "name"),
    }),
  },
  "aws:servicediscovery/service:Service": {
    ...named(),
    id: ({ urn }) => `srv-${digest(urn, 16)}`,
    outputs: (context, id) => ({ arn: arn("servicediscovery", context, `service/${id}`) }),
  },
};
