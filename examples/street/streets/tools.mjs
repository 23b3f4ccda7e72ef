import { readFileSync } from "node:fs";

const hour = 3_600_000;
const day = 24 * hour;

/** A base profile of the project, by the type of community. */
export function baseProfile(type) {
  const file = new URL(`../../../scenarios/profiles/${type}.json`, import.meta.url);
  const { select } = JSON.parse(readFileSync(file, "utf8"));
  return { communityType: type, select };
}

/** An instant as the street's clock shows it: +08:00 all year. */
export const local = (moment) => `${new Date(moment + 8 * hour).toISOString().slice(0, 19)}+08:00`;

/** The local date so many days from a moment. */
export const dateIn = (now, days) => local(now + days * day).slice(0, 10);

/** From a time of a day to a time of another. */
export const span = (date, from, until, end = date) => ({
  start: `${date}T${from}:00+08:00`,
  end: `${end}T${until}:00+08:00`,
});

/** Short ways for people to open and to act; keys make a second run change nothing. */
export function doing(as, prefix) {
  let matters = 0;
  return {
    count: () => matters,
    open: async (person, scenario, record, more = {}) => {
      matters++;
      return as(person, "POST", "/records", { scenario, record, ...more }, `${prefix}-${matters}`);
    },
    act: async (person, record, action, body = {}) =>
      record && as(person, "POST", `/records/${record.id}/actions/${action}`, body, `${prefix}-${matters}-${action}`),
    file: async (person, bytes, name) => (await as(person, "POST", "/files", bytes, `${prefix}-file-${name}`)).id,
  };
}
