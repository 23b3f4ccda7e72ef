import type { Json } from "@linli/contracts";

/** JSON text that cannot be read, and where: line and column count from 1. */
export class JsonFault extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = "JsonFault";
    this.line = line;
    this.column = column;
  }
}

/**
 * Reads JSON text; unlike `JSON.parse` it refuses an object that names a member twice, and says where on every engine.
 * Throws a `JsonFault`.
 */
export function parseJson(text: string): Json {
  let index = text.charCodeAt(0) === 0xfeff ? 1 : 0;

  const fail = (message: string, where = index): never => {
    const before = text.slice(0, where).split("\n");
    throw new JsonFault(message, before.length, (before.at(-1) ?? "").length + 1);
  };
  const space = (): void => {
    for (;;) {
      const code = text.charCodeAt(index);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      index += 1;
    }
  };
  const shown = (): string => (index >= text.length ? "the end of the file" : JSON.stringify(text[index]));
  const expect = (char: string, after: string): void => {
    if (text[index] !== char) fail(`Expected ${JSON.stringify(char)} ${after}, found ${shown()}.`);
    index += 1;
  };

  const string = (): string => {
    const begin = index;
    index += 1;
    for (;;) {
      const code = text.charCodeAt(index);
      if (Number.isNaN(code) || code === 10) return fail("The string does not end.", begin);
      if (code === 92) index += 2;
      else if (code === 34) break;
      else index += 1;
    }
    index += 1;
    try {
      return JSON.parse(text.slice(begin, index)) as string;
    } catch {
      return fail("The string holds a character or an escape that JSON does not know.", begin);
    }
  };
  const object = (): Json => {
    const members: Record<string, Json> = {};
    index += 1;
    space();
    if (text[index] === "}") {
      index += 1;
      return members;
    }
    for (;;) {
      if (text[index] !== '"') fail(`Expected the name of a member in double quotes, found ${shown()}.`);
      const begin = index;
      const name = string();
      if (Object.hasOwn(members, name)) fail(`The member ${JSON.stringify(name)} is there twice.`, begin);
      space();
      expect(":", `after the name ${JSON.stringify(name)}`);
      const inner = value();
      // A member called __proto__ must not become a prototype.
      Object.defineProperty(members, name, { value: inner, enumerable: true, writable: true, configurable: true });
      space();
      if (text[index] === "}") break;
      expect(",", "or the end of the object");
      space();
    }
    index += 1;
    return members;
  };
  const array = (): Json => {
    const items: Json[] = [];
    index += 1;
    space();
    if (text[index] === "]") {
      index += 1;
      return items;
    }
    for (;;) {
      items.push(value());
      space();
      if (text[index] === "]") break;
      expect(",", "or the end of the list");
    }
    index += 1;
    return items;
  };
  const word = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![A-Za-z0-9_.])/y;
  const value = (): Json => {
    space();
    const char = text[index];
    if (char === '"') return string();
    if (char === "{") return object();
    if (char === "[") return array();
    word.lastIndex = index;
    const found = word.exec(text)?.[0];
    if (found === undefined) return fail(`Expected a value, found ${shown()}.`);
    index += found.length;
    return JSON.parse(found) as Json;
  };

  const whole = value();
  space();
  if (index < text.length) fail(`Expected the end of the file, found ${shown()}.`);
  return whole;
}
