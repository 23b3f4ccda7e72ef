import { liven } from "../life.mjs";
import { communities, people } from "../people.mjs";
import { places } from "../places.mjs";

/** A city street with a little of everything; it runs every scenario as the catalog has it. */
export const ningwei = {
  street: { id: "ningwei", name: "宁围街道", zone: "Asia/Shanghai", phone: "0571-82600110" },
  communities,
  people,
  places,
  /** Kinds of which it has nothing of its own come from the examples of their files. */
  examples: true,
  liven,
};
