/**
 * Path on which every shared ALB answers 200 by itself, so that an NLB in front can check it: its default action is 404.
 * Kept out of the services' paths.
 */
export const sharedAlbHealthPath = "/.alb-health";
