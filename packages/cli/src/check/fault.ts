import type { JsonObject, Pointer } from "@linli/contracts";

/** Something that is wrong in a file of the scenarios tree. */
export interface CheckFault {
  /** Relative to the tree, with forward slashes. */
  readonly file: string;
  /** Where in the file. */
  readonly at: Pointer;
  /** What is wrong: a sentence. */
  readonly wrong: string;
  /** What would be right: a sentence. */
  readonly right: string;
  /** A document that should pass and cannot. */
  readonly counterExample?: JsonObject | undefined;
  /** Who refuses that document: the profile (absent), or the contract that it loosens. */
  readonly refusedBy?: "contract" | undefined;
}

/** Takes in a fault of one file: where, what is wrong, what would be right. */
export type Say = (at: Pointer, wrong: string, right: string) => void;

/** Words a fault as a line: `file:#/pointer: what is wrong. What would be right.` */
export function wordFault(fault: CheckFault): string {
  const shown =
    fault.counterExample === undefined
      ? ""
      : ` ${fault.refusedBy === "contract" ? "The contract refuses" : "Refused is, whatever stands there"}: ${JSON.stringify(fault.counterExample)}`;
  return `${fault.file}:#${fault.at}: ${fault.wrong} ${fault.right}`.trimEnd() + shown;
}
