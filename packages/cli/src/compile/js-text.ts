/** JSON as a JavaScript expression, members without quotes where they need none. `undefined` members are left out. */
export function jsText(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  if (Array.isArray(value)) return `[${value.map((item) => jsText(item)).join(",")}]`;
  const members = Object.entries(value as object).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${jsName(name)}:${jsText(member)}`).join(",")}}`;
}

/** The name of a member, as it stands in an object literal. */
export function jsName(name: string): string {
  // Written without brackets, it would set the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
