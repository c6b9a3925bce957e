import type { Account } from "../aws/existing";

/** The account as requests see it: a change that is still propagating is not in it. */
export type LiveAccount = Account;
