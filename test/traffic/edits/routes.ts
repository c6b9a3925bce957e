import { everyOption } from "../../support/scenario";
import type { Edit } from "./edit";
import { ofService, service } from "./edit";

const added = (name: string) => ({ services: [service(name)] });

/** Edits of paths, and of which services there are. */
export const routeEdits: readonly Edit[] = [
  ofService("path", { title: "`path`" }, {}, { path: "/moved" }),
  ofService("path-deeper", { title: "`path`, one segment more" }, { path: "/shop" }, { path: "/shop/deeper" }),
  ofService("strip-prefix", { title: "`stripPrefix`, on and off" }, {}, { stripPrefix: true }, { stripPrefix: false }),
  {
    kind: "paths-exchanged",
    title: "`path` of two services exchanged",
    options: everyOption,
    contents: [
      { services: [service("blue", { path: "/serving" }), service("green", { path: "/waiting" })] },
      { services: [service("blue", { path: "/waiting" }), service("green", { path: "/serving" })] },
    ],
  },
  {
    kind: "renamed",
    title: "`name` of a service whose `path` stays",
    options: everyOption,
    contents: [
      { services: [service("early", { path: "/kept" })] },
      { services: [service("later", { path: "/kept" })] },
    ],
  },
  { kind: "service-added", title: "a service added", options: everyOption, contents: [{}, added("added")] },
  ofService("retired", { title: "a service `retired`" }, {}, { retired: true }),
  {
    kind: "removed",
    title: "a service `retired`, then removed",
    options: everyOption,
    contents: [added("leaving"), { services: [service("leaving", { retired: true })] }, {}],
  },
  {
    kind: "removed-at-once",
    title: "a service removed in one update",
    options: [1],
    contents: [added("gone"), {}],
  },
];
