/** The library has no type declarations. */
declare module "object-treeify" {
  interface Tree {
    [label: string]: Tree;
  }
  export default function treeify(tree: Tree, options: { readonly joined: true }): string;
}
