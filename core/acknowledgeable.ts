import { ruleIds } from "../policies/rule-ids";

/** What `npm run switch -- --check` refuses without a domain, unless it is acknowledged: clients have to change to another URL. */
export const switchChangesUrl = "switch-changes-url";

/** Ids for `acknowledge`: of the policies, and of what compares a stack with its file, which no policy sees. */
export const acknowledgeableIds: readonly string[] = [...ruleIds, switchChangesUrl];

/** Whether a policy has this id. */
export const isPolicy = (id: string): boolean => id !== switchChangesUrl;
