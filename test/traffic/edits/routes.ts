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
  {
    kind: "renamed-formerly",
    title: "`name` with `formerly`",
    options: everyOption,
    contents: [
      { services: [service("first-name")] },
      { services: [service("second-name", { formerly: "first-name" })] },
      { services: [service("third-name", { formerly: ["first-name", "second-name"] })] },
    ],
  },
  {
    kind: "renamed-in-group",
    title: "`name` with `formerly`, of a service in a group",
    options: [1, 4, 5],
    contents: [
      { services: [service("one-of-two", { group: "pair" }), service("two-of-two", { group: "pair" })] },
      {
        services: [
          service("once-one", { group: "pair", formerly: "one-of-two" }),
          service("two-of-two", { group: "pair" }),
        ],
      },
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
