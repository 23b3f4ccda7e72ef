import type { Engine } from "../engine.js";
import { chooseChannels, readChannels, type Notifications } from "../operations/choose-channels.js";
import { listDeliveries } from "../operations/list-deliveries.js";
import type { App } from "./env.js";
import { pageLink } from "./page-link.js";
import { readJson } from "./read-json.js";
import { readQuery } from "./read-query.js";
import { validateShape } from "./shape.js";
import { bodies, queries } from "./shapes.js";

const isNotifications = validateShape(bodies.notifications);

/** How somebody is told, and what became of messages. */
export function messageRoutes(app: App, engine: Engine): void {
  app.get("/v1/streets/:street/me/notifications", async (c) =>
    c.json(await readChannels(engine, c.get("caller"), c.req.param())),
  );

  app.put("/v1/streets/:street/me/notifications", async (c) => {
    const notifications = await readJson<Notifications>(c.req.raw, isNotifications);
    return c.json(await chooseChannels(engine, c.get("caller"), { ...c.req.param(), notifications }));
  });

  app.get("/v1/streets/:street/deliveries", async (c) => {
    const query = readQuery(c.req.url, queries.deliveries);
    const page = await listDeliveries(engine, c.get("caller"), { ...c.req.param(), ...query });
    return c.json(page, 200, pageLink(c.req.url, page));
  });
}
