import { locales, type StreetView } from "@linli/contracts";
import type { Street } from "../store/streets.js";

/** The street, for a page's head. */
export function streetView(street: Street, now: string): StreetView {
  const { id, name, zone, phone, brand, jurisdictions, profile } = street;
  return {
    id,
    name,
    zone,
    now,
    locales,
    ...(phone === null ? {} : { phone }),
    ...(brand === null && profile?.brand === undefined ? {} : { brand: { ...profile?.brand, ...brand } }),
    communities: jurisdictions.map((one) => ({ id: one.id, name: one.name })),
  };
}
