import { bundle } from "@linli/contracts/bundle";
import type { JsonObject } from "@linli/contracts";
import type { Ningwei } from "./ningwei.js";

const local = { residence: "resident", hukou: "330109" };

/** Who serves, and who is served. */
const people: { readonly [id: string]: JsonObject } = {
  xu: {
    name: "徐桂珍",
    roles: [{ role: "resident" }],
    facts: { birthDate: "1941-03-15", careLevel: "mild", ...local },
    mandates: [{ holder: "yan" }],
  },
  yan: { name: "严丽华", roles: [{ role: "resident" }], facts: { birthDate: "1968-07-02", residence: "visitor" } },
  zhou: { name: "周阿根", roles: [{ role: "resident" }], facts: { birthDate: "1955-04-18", ...local } },
  lu: { name: "陆阿毛", roles: [{ role: "resident" }], facts: { birthDate: "1940-12-05", livesAlone: true, ...local } },
  duoduo: { name: "钱多多", roles: [{ role: "resident" }], facts: { birthDate: "2025-03-10" }, guardians: ["qian"] },
  tang: { name: "汤师傅", roles: [{ role: "canteen-staff" }], facts: { birthDate: "1972-01-09" } },
  chen: { name: "陈小龙", roles: [{ role: "courier" }], facts: { birthDate: "1998-05-30" } },
  shi: { name: "施慧珍", roles: [{ role: "nursery-staff" }], facts: { birthDate: "1980-08-08" } },
  fang: { name: "方敏", roles: [{ role: "community-staff" }], facts: { birthDate: "1990-01-15" } },
  gao: {
    name: "高国庆",
    roles: [{ role: "grid-worker" }],
    facts: { birthDate: "1979-10-01" },
    place: { lat: 30.2355, lon: 120.2522 },
  },
  lai: {
    name: "来国强",
    roles: [{ role: "responder" }],
    facts: { birthDate: "1984-09-03" },
    place: { lat: 30.2331, lon: 120.2514 },
  },
  yu: { name: "俞海峰", roles: [{ role: "street-official" }], facts: { birthDate: "1980-02-11" } },
};

// What something is part of comes before it.
const kinds = ["canteen", "dish", "locksmith", "camera", "responder", "nursery-class", "allowance-standard"];

/** Adds canteens and dishes, locksmiths, cameras, responders, classes and those who work there to a street. */
export async function addServices(street: Ningwei): Promise<void> {
  for (const [id, member] of Object.entries(people)) {
    await street.ask("operator", `PUT /members/${id}`, { community: "ningan", ...member });
  }
  const known = bundle.kinds.flatMap((one) => ("kind" in one && typeof one.kind === "object" ? [one.kind] : []));
  for (const name of kinds) {
    const { kind, examples } = known.find((one) => one.kind === name) ?? { kind: name, examples: [] };
    for (const { id, name: title, parent, place, value } of examples) {
      await street.ask("operator", "POST /resources", {
        id,
        kind,
        name: title,
        community: "ningan",
        value,
        ...(parent !== undefined && { parent }),
        ...(place && { place }),
      });
    }
  }
}
