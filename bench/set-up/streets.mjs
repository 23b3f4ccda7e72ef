import { bundle } from "@linli/contracts/bundle";

const zone = "Asia/Shanghai";
const kinds = Object.fromEntries(bundle.kinds.map(({ kind }) => [kind.kind, kind]));

/** A floodlit court that is open daily from 6:00 to 21:00. */
export const courtValue = kinds.court.examples.find(({ id }) => id === "c-3").value;

/** The local date some days from now, `YYYY-MM-DD`. */
export function localDate(days) {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

/** The local time at an hour of a date, with offset. */
export function localTime(date, hour) {
  return `${date}T${String(hour).padStart(2, "0")}:00:00+08:00`;
}

/** Makes things of streets over HTTP, many at a time; throws at the first that is refused. */
export async function make(callers, token, requests) {
  let next = 0;
  await Promise.all(
    callers.map(async (caller) => {
      while (next < requests.length) {
        const [method, path, body] = requests[next++];
        const { status, text } = await caller.send(method, path, {
          token,
          body,
          ...(method === "POST" ? { key: crypto.randomUUID() } : {}),
        });
        if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
      }
    }),
  );
}

/** Requests that make a street with one community. */
export function streetRequest(id) {
  return ["POST", "/v1/streets", { id, name: `${id} 街道`, zone, communities: [{ id: "ningan", name: "宁安社区" }] }];
}

/** Requests that enter grown-up members who all hold one role. */
export function memberRequests(street, ids, role = "resident") {
  return ids.map((id) => [
    "PUT",
    `/v1/streets/${street}/members/${id}`,
    { name: id, roles: [{ role }], community: "ningan", facts: { birthDate: "1988-03-02" } },
  ]);
}

/** Requests that make resources of a kind, by id; a name that is not given is the id. */
export function resourceRequests(street, kind, values, names = {}) {
  return Object.entries(values).map(([id, value]) => [
    "POST",
    `/v1/streets/${street}/resources`,
    { id, kind, name: names[id] ?? id, community: "ningan", value },
  ]);
}

/** What one asks for to book a court for an hour. */
export function courtBooking(court, date, hour) {
  return {
    scenario: "sports.venues.court",
    record: {
      court,
      period: { start: localTime(date, hour), end: localTime(date, hour + 1) },
      players: 4,
      purpose: "training",
      coach: "沈建华",
      equipment: ["ball", "bibs"],
      contact: "13857112345",
      note: "请把灯打开，谢谢。",
    },
  };
}
