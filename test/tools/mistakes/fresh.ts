/** A stack file without namespaces, as `init` and `pulumi new` write it. */
export const fresh = `config:
  aws:region: us-east-1
  option: 5
  vpcs:
    - name: core
      cidr: 10.20.0.0/16
      zones: [use1-az1, use1-az2]
  services:
    - name: orders
      vpc: core
      image: nginx:1.29
      containerPort: 80
    - name: stock
      vpc: core
      image: nginx:1.29
`;

export const changed = (from: string, to: string) => fresh.replace(from, to);
/** With a line at the end: line 16. */
export const top = (line: string) => `${fresh}  ${line}\n`;
/** With a line for the first service: line 13. */
export const orders = (line: string) => changed("Port: 80\n", `Port: 80\n      ${line}\n`);
export const zones = (list: string) => changed("[use1-az1, use1-az2]", list);

/** A mistake: title, stack file, and all that is said about it, by hand. Two lines for each problem. */
export type Mistake = readonly [title: string, stackFile: string, ...lines: string[]];
