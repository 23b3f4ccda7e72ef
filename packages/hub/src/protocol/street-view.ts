import { locales, type ExtField, type Labels, type Locale, type StreetView } from "@linli/contracts";
import type { Street } from "../store/streets.js";

/** The street, for a page's head; in a language, its own words for scenarios too. */
export function streetView(street: Street, now: string, locale?: Locale): StreetView {
  const { id, name, zone, phone, brand, jurisdictions, profile } = street;
  return {
    id,
    name,
    zone,
    now,
    locales,
    ...(phone === null ? {} : { phone }),
    ...(brand === null && profile?.brand === undefined ? {} : { brand: { ...profile?.brand, ...brand } }),
    ...(locale === undefined ? {} : ownLabels(street, locale)),
    communities: jurisdictions.map((one) => ({ id: one.id, name: one.name })),
  };
}

/** What the street calls scenarios and their parts, and those of its own fields that stand in lists. */
function ownLabels({ profile }: Street, locale: Locale): Pick<StreetView, "labels"> {
  const found = Object.entries(profile?.scenarios ?? {}).flatMap(([id, { labels, ext = {} }]) => {
    const own: Labels = Object.assign(
      {},
      ...Object.entries(ext).map(([name, field]) => (field.listed === true ? fieldLabels(name, field, locale) : {})),
      labels?.[locale],
    ) as Labels;
    return Object.keys(own).length === 0 ? [] : [[id, own] as const];
  });
  return found.length === 0 ? {} : { labels: Object.fromEntries(found) };
}

function fieldLabels(name: string, { labels, options = {} }: ExtField, locale: Locale): Labels {
  const at = `record/ext/${name}`;
  const said = (texts: Labels) => texts[locale] ?? texts["zh-CN"] ?? "";
  return {
    [at]: said(labels),
    ...Object.fromEntries(Object.entries(options).map(([value, texts]) => [`${at}=${value}`, said(texts)])),
  };
}
