import { html, nothing } from "lit";
import type { Json } from "@linli/contracts";
import { placeIn } from "../lib/place-in.js";
import { placeOf } from "../lib/place-of.js";
import "../map/community-where.js";
import { placesAround } from "../map/places-around.js";
import type { Standing } from "./standing.js";

interface Contact {
  readonly name: string;
  readonly number: string;
}

/** Where to go, for whatever map the phone has, and whom to ring up first: for who is on the way. */
export function whereAndWhom(
  of: Standing,
  say: (key: "where" | "call" | "route", parts?: { readonly name: string }) => string,
): unknown {
  const { view } = of;
  const place = placeOf(view);
  const address = placeIn(view.record);
  const contacts = Object.values(view.record).flatMap(contactsIn);
  if (place === undefined && address === undefined && contacts.length === 0) return nothing;
  const geo = place && `geo:${place.lat},${place.lon}?q=${place.lat},${place.lon}`;
  return html`<div class="where">
    ${address === undefined ? nothing : html`<p><span class="note">${say("where")}</span><br /><b>${address}</b></p>`}
    ${place === undefined ? nothing : html`<community-where .places=${placesAround(of)}></community-where>`}
    <div class="row">
      ${geo === undefined ? nothing : html`<a class="button" href=${geo}>${say("route")}</a>`}
      ${contacts.map(
        ({ name, number }) =>
          html`<a class="button" href="tel:${number}">${say("call", { name: name === "" ? number : name })}</a>`,
      )}
    </div>
  </div>`;
}

/** Whoever can be rung up: a number by itself, or somebody with one. */
function contactsIn(value: Json | undefined): readonly Contact[] {
  if (typeof value === "string") return /^1[3-9]\d{9}$/.test(value) ? [{ name: "", number: value }] : [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const { name, mobile } = value as { readonly name?: Json; readonly mobile?: Json };
  return typeof mobile === "string" ? [{ name: typeof name === "string" ? name : "", number: mobile }] : [];
}
