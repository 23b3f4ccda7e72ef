/** A street's fields and their choices are asked in the order in which it wrote them; `jsonb` would sort them by length. */
export const profileOrder = `
alter table hub.street alter column profile type json using profile::json;
`;
