import type { CastMember, Journey } from "@linli/contracts";
import { contractOf, makeStoryStreet } from "./story-street.js";
import type { StoryStreet } from "./story-street.js";

/** People whom pages show: a family, and those who work for it. */
const cast: { readonly [id: string]: CastMember } = {
  qian: {
    role: "resident",
    name: "钱卫国",
    birthDate: "1988-03-02",
    facts: { residence: "resident", hukou: "330109" },
    household: "ningan-3-2-501",
  },
  duoduo: {
    role: "resident",
    name: "钱多多",
    birthDate: "2025-01-12",
    guardians: ["qian"],
    household: "ningan-3-2-501",
  },
  xu: {
    role: "resident",
    name: "徐桂珍",
    birthDate: "1943-05-09",
    facts: { residence: "resident", hukou: "330109", careLevel: "mild", livesAlone: true },
    mandates: ["qian"],
  },
  hu: { role: "community-staff", name: "胡建民", birthDate: "1975-11-20" },
  zhou: { role: ["grid-worker", "resident"], name: "周勤", birthDate: "1982-07-30" },
};

/** A street on a Tuesday morning in December, with courts to be booked. */
export async function makeSampleStreet(): Promise<StoryStreet> {
  const journey: Journey = { title: "A street", clock: "2026-12-01T09:00:00+08:00", cast, steps: [] };
  return makeStoryStreet(await contractOf("sports.venues.court"), journey);
}
