import { outputsOf } from "../outputs";
import type { Step } from "../scene";
import { judged } from "../scene";

/** Two services that call each other through Service Connect, one of them behind Cloud Map. */
export const connect: Step = {
  id: "connect",
  title: "asks services with Service Connect, one of them behind Cloud Map",
  minutes: 1,
  check: async ({ world, stack }) => {
    const { url } = await outputsOf(stack);
    const [web, found] = [await world.send({ url: `${url}/web` }), await world.send({ url: `${url}/found` })];
    return [
      judged("cloud-map-beside-connect", found.status === 200, `${found.status}; the services were created`),
      judged("connect-port-80", web.status === 200 && found.status === 200, `${web.status} and ${found.status}`),
    ];
  },
};
