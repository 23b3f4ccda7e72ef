import type { Words } from "../../lib/words.js";

/** A stage of an application, by what the contract calls it. */
export interface StageName {
  readonly id: string;
  readonly name: string;
}

/** All stages of a contract, in the order in which they are done. */
export function stageNames({ labels }: Words): readonly StageName[] {
  return Object.entries(labels).flatMap(([path, name]) => {
    const [, id] = /^stages\/([^/=]+)$/.exec(path) ?? [];
    return id === undefined ? [] : [{ id, name }];
  });
}
