const today = new Date().toISOString().slice(0, 10);

/** A birth date on which somebody is that old today, whatever day today is. */
export const aged = (years, day) => `${Number(today.slice(0, 4)) - years - (today.slice(5) < day ? 1 : 0)}-${day}`;
