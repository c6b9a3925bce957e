import type { SwitchedStack } from "./stacks";
import type { Topologies } from "./steps";

/** Keys of the stack file of a stack with these topologies. */
export const keysIn = ({ keys }: Pick<SwitchedStack, "keys">, { option, standby }: Topologies) => ({
  ...keys,
  option,
  ...(standby === undefined ? {} : { standby }),
});
