import type { MemberView } from "../operations/put-member.js";
import type { MemberRow } from "../store/members.js";

/** A member as staff see her. */
export function memberView(member: MemberRow): MemberView {
  const { id, name, roles, community, household, facts, guardians, mandates } = member;
  return {
    id,
    name,
    roles,
    ...(community === null ? {} : { community }),
    ...(household === null ? {} : { household }),
    facts,
    guardians,
    mandates: mandates.map(({ holder, scenarios, until }) => ({
      holder,
      ...(scenarios === null ? {} : { scenarios }),
      ...(until === null ? {} : { until }),
    })),
  };
}

/** A member as those see her who work in the same street: who she is and what she does. */
export function colleagueView({ id, name, roles }: MemberRow): MemberView {
  return { id, name, roles, facts: {}, guardians: [], mandates: [] };
}
