/**
 * A YAML program with the component and one service `orders`.
 *
 * @param outputs - lines below `outputs:`
 */
export const yamlProgram = (option: number, ...outputs: readonly string[]): string => `name: shop
runtime: yaml
resources:
  shop:
    type: private-integrations:PrivateIntegrations
    properties:
      option: ${option}
      vpcs:
        - name: sales
          cidr: 10.1.0.0/16
          zones: [use1-az1, use1-az2]
      services:
        - name: orders
          vpc: sales
          image: public.ecr.aws/nginx/nginx:1.29
          containerPort: 80
outputs:
${outputs.map((line) => `  ${line}\n`).join("")}`;
