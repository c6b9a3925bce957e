/** Origin that the stacks of the live script allow. */
export const origin = "https://live.example";
