import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link ApiMapping}. */
export interface ApiMappingArgs {
  readonly apiId: pulumi.Input<string>;
  readonly domainName: pulumi.Input<string>;
  readonly stage: pulumi.Input<string>;
  /** Path under the domain; absent for its root. */
  readonly apiMappingKey?: pulumi.Input<string>;
}

/**
 * The mapping of a domain name to a stage, as the package `@pulumi/aws-native` has it. AWS moves a mapping to another API
 * in one call; `aws.apigatewayv2.ApiMapping` replaces it instead, and the domain answers 403 in between. The class is
 * here and the package is not, because of its size and because the CLI would fetch its plugin for stacks without a
 * domain too (docs/decisions/0028-api-mapping-by-aws-native.md).
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apimapping.html
 */
export class ApiMapping extends pulumi.CustomResource {
  declare readonly apiId: pulumi.Output<string>;
  declare readonly apiMappingId: pulumi.Output<string>;
  declare readonly domainName: pulumi.Output<string>;
  declare readonly stage: pulumi.Output<string>;

  /** @param opts - its parent has a provider `aws-native`, or the engine creates one by default */
  constructor(name: string, args: ApiMappingArgs, opts: pulumi.CustomResourceOptions) {
    // As in the package: an output that the engine fills in, and the one property that AWS cannot change.
    const inputs = { ...args, apiMappingId: undefined };
    const replaced = { replaceOnChanges: ["domainName"] };
    super("aws-native:apigatewayv2:ApiMapping", name, inputs, pulumi.mergeOptions(opts, replaced));
  }
}
